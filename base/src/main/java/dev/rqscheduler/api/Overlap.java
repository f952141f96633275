/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** What happens to a due time while the previous run is still queued or started. */
public enum Overlap {
    /** It runs anyway. */
    ALLOW,
    /** It is skipped. */
    SKIP,
    /** It waits until the previous run has ended; others that come due meanwhile are skipped. */
    WAIT
}
