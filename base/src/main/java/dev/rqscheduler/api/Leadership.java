/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** Who moves jobs. */
public enum Leadership {
    /** One of ours has the lock, or is there to take it. */
    OURS,
    /** Python's takes the lock for each of its passes. */
    PYTHON,
    /** The lock never becomes free. */
    BLOCKED,
    /** Nobody. */
    NOBODY,
    /** Nobody was found, but not all was looked at. */
    UNKNOWN
}
