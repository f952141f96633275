/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** What runs instead of a wall-clock time that the clocks skip when they go forward. */
public enum SkippedHour {
    /** It runs later by the length of the gap: 02:30 of a night without 02:00 to 03:00 runs at 03:30 of the new time. */
    SHIFT,

    /** Nothing: what is written for 02:30 does not run on that day. */
    SKIP
}
