/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/** Limits of due times that both Python and Redis can represent. */
public final class DueTimes {

    /** Python's datetime ends with the year 9999, and rq-scheduler turns every score into one. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final Duration LONGEST_DELAY = Duration.ofDays(365_250);

    private DueTimes() {}

    /** Scores below 0 are never picked up, by Python's scheduler or by ours. */
    public static void require(Instant due) {
        if (due.isBefore(Instant.EPOCH) || due.isAfter(LATEST)) {
            throw new IllegalArgumentException("due time must be between the years 1970 and 9999, not " + due);
        }
    }

    public static void requireDelay(Duration delay) {
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("delay must be between 0 and 1,000 years, not " + delay);
        }
    }

    public static void requireRepeat(OptionalInt repeat) {
        if (repeat.isPresent() && repeat.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "repeat is the total number of runs, at least 1, not " + repeat.getAsInt());
        }
    }
}
