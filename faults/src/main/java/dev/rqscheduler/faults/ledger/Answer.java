/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.ledger;

/** What the one who asked for something knows about it. */
public enum Answer {
    /** Redis said that it was done. */
    DONE,
    /** Redis said that it was not done: it refused, or there was nothing to do. */
    NOT_DONE,
    /** No answer came (or not yet): it may have been done or not, and only the append-only file knows. */
    UNKNOWN
}
