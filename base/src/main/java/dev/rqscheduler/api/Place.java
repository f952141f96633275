/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** Where a job is; a periodic one that is in the schedule and in a queue is said to be in the schedule. */
public enum Place {
    /** In the schedule, due later. */
    SCHEDULED,
    /** In the schedule, due, and not moved yet. */
    OVERDUE,
    /** In the schedule without a hash, to be looked at again. */
    IN_GRACE,
    /** In quarantine. */
    QUARANTINED,
    /** In its queue. */
    QUEUED,
    /** Taken by a worker, or being run. */
    RUNNING,
    /** Waiting for other jobs. */
    DEFERRED,
    /** In RQ's own schedule, for a retry or a repeat for example. */
    RQ_SCHEDULED,
    FINISHED,
    FAILED,
    STOPPED,
    CANCELED,
    /** There is a hash, and nothing that would ever run it. */
    NOWHERE
}
