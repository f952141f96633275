/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** Who moves jobs. */
public enum Leadership {
    /** One of ours holds the lock, or is ready to take it. */
    OURS,
    /** Python's takes the lock for each of its passes. */
    PYTHON,
    /** The lock is never released. */
    BLOCKED,
    /** No scheduler. */
    NOBODY,
    /** No scheduler was found, but not everything was examined. */
    UNKNOWN
}
