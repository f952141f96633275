/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

/** FREQ of a recurrence rule: what a period is. */
enum RuleFrequency {
    YEARLY(0),
    MONTHLY(0),
    WEEKLY(0),
    DAILY(86_400),
    HOURLY(3600),
    MINUTELY(60),
    SECONDLY(1);

    private final int seconds;

    RuleFrequency(int seconds) {
        this.seconds = seconds;
    }

    /**
     * Returns whether a period is a day or a part of one, so that the parts of a rule that name days can only limit.
     */
    boolean isDailyOrShorter() {
        return seconds > 0;
    }

    /** The length of a period in seconds, if this {@link #isDailyOrShorter}. */
    int seconds() {
        return seconds;
    }
}
