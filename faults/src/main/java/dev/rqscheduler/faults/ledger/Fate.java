/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.ledger;

/** What is to become of a job. */
public enum Fate {
    /** It gets to its queue at each of its times. */
    QUEUED,
    /** No scheduler can move it: it gets to quarantine. */
    QUARANTINED,
    /** It has no hash: it is taken out of the schedule after a grace period. */
    DROPPED,
    /** It was cancelled through RQ: it is taken out of the schedule when it is due. */
    SKIPPED
}
