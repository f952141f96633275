/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** What a wall-clock time means on the night the clocks go back and an hour repeats. */
public enum RepeatedHour {
    /**
     * Every matching wall-clock time runs once, at its first occurrence. This is what rq-scheduler 0.14 does on Python,
     * and so what existing schedules are used to. The price: between the two passes even {@code * * * * *} pauses.
     */
    ONCE,

    /**
     * Fixed times run once, at their first occurrence; an expression that follows the clock runs in both passes, as
     * cron itself does. Following the clock means: the hour or the minute field has a {@code *} or a step of it (not of
     * a range), or every hour matches.
     */
    WILDCARDS_TWICE,

    /** Every matching wall-clock time runs in both passes: {@code 30 2 * * *} twice on that night. */
    BOTH
}
