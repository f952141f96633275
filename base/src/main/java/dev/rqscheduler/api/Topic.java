/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** Topic of a line of an explanation, in display order. */
public enum Topic {
    /** The Redis keys it is in. */
    WHERE,
    /** What it calls, on which queue, how often. */
    WHAT,
    /** When it runs. */
    NEXT,
    /** What happened to it so far. */
    LAST,
    /** What it is waiting for. */
    WAITS,
    /** What to do about it. */
    DO
}
