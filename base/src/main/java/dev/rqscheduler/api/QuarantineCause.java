/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** Why a job is put aside: the few cases that the words of a reason fall into. */
public enum QuarantineCause {
    /** A field holds something that RQ does not write there. */
    FIELD,
    /** Its cron expression cannot be read. */
    CRON,
    /** Pickle or JSON that cannot be read, or that is beyond the limits of the reader. */
    FORMAT,
    /** A key that the move needs, the queue's or the hash's, holds another type. */
    KEY,
    /** Its id is one that a worker of its queue cannot load. */
    ID,
    /** A fault of the scheduler itself. */
    FAULT
}
