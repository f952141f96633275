/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** What a line of an explanation is about, in the order in which they stand. */
public enum Topic {
    /** In which of Redis's keys it is. */
    WHERE,
    /** What it calls, on which queue, in which rhythm. */
    WHAT,
    /** When it runs. */
    NEXT,
    /** What happened to it so far. */
    LAST,
    /** What must happen before it goes on. */
    WAITS,
    /** What somebody can do. */
    DO
}
