/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.ledger;

/** What a client knows about the result of its request. */
public enum Acknowledgement {
    /** Redis confirmed it. */
    DONE,
    /** Redis reported that it was not done: it refused, or there was nothing to do. */
    NOT_DONE,
    /** No reply has arrived. It may or may not have been done; only the append-only file shows which. */
    UNKNOWN
}
