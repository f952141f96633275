/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** Where a job is; a periodic job that is both scheduled and in a queue counts as scheduled. */
public enum Place {
    /** Scheduled, due later. */
    SCHEDULED,
    /** Scheduled, due, but not moved yet. */
    OVERDUE,
    /** Scheduled without a hash, to be checked again. */
    IN_GRACE,
    /** In quarantine. */
    QUARANTINED,
    /** In its queue. */
    QUEUED,
    /** Taken by a worker, or being run. */
    RUNNING,
    /** Waiting for other jobs. */
    DEFERRED,
    /** In RQ's own scheduled registry, for example for a retry or a repeat. */
    RQ_SCHEDULED,
    FINISHED,
    FAILED,
    STOPPED,
    CANCELED,
    /** There is a hash, but nothing that would ever run it. */
    NOWHERE
}
