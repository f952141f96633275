/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** What happens to a due time while the run before it is still queued or started. */
public enum Overlap {
    /** It runs all the same. */
    ALLOW,
    /** It is left out. */
    SKIP,
    /** It waits until the run before it has ended; others that come due meanwhile are left out. */
    WAIT
}
