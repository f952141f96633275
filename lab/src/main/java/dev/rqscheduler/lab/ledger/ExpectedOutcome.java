/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.ledger;

/** What must happen to a job. */
public enum ExpectedOutcome {
    /** It is queued at each of its due times. */
    QUEUED,
    /** No scheduler can move it: it is quarantined. */
    QUARANTINED,
    /** It has no hash: it is dropped from the schedule after a grace period. */
    DROPPED,
    /** It was cancelled through RQ: it is removed from the schedule when it is due. */
    SKIPPED
}
