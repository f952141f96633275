/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.util.Locale;

/** Why a job is quarantined: the categories of reasons. */
public enum QuarantineCause {
    /** A field holds something that RQ does not write there. */
    FIELD,
    /** Its cron expression cannot be read. */
    CRON,
    /** Pickle or JSON that is unreadable or exceeds the reader's limits. */
    FORMAT,
    /** A key needed for the move, the queue's or the hash's, has a different type. */
    KEY,
    /** Its id is one that a worker of its queue cannot load. */
    ID,
    /** A fault of the scheduler itself. */
    FAULT;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Returns the cause as it is written in logs and metrics, such as {@code cron}. */
    public String word() {
        return word;
    }
}
