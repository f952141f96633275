/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** When a schedule is due, before zone, start, end and excluded dates are considered. */
public sealed interface When {

    /** Maximum number of instants in a list. */
    int MOST_TIMES = 1_000;

    /**
     * At each match of a cron expression.
     *
     * @param expression as written, with {@code H} for values derived from the schedule's name
     */
    record Cron(String expression, CronDialect dialect) implements When {}

    /** At {@code anchor + k * interval}. */
    record Every(Duration interval, Anchor anchor) implements When {
        /** Minimum interval. */
        public static final Duration SHORTEST = Duration.ofMillis(1);

        public Every {
            if (interval.compareTo(SHORTEST) < 0 || interval.toNanosPart() % 1_000 != 0) {
                throw new BadScheduleException(
                        "every", "must be at least 1ms, in whole microseconds, for example 15m or 1h30m");
            }
        }
    }

    /** Where the recurrence of {@link Every} starts. */
    sealed interface Anchor {}

    /** At 1970-01-01T00:00Z, so that every 15 minutes means each quarter of an hour. */
    record Epoch() implements Anchor {}

    /** At a point within the interval derived from the schedule's name, so that not all run at the same time. */
    record Spread() implements Anchor {}

    /** At an instant. */
    record Fixed(Instant instant) implements Anchor {}

    /** At each of these instants. */
    record At(List<Instant> times) implements When {
        public At {
            times = times.stream().sorted().distinct().toList();
            if (times.isEmpty() || times.size() > MOST_TIMES) {
                throw new BadScheduleException("at", "must have 1 to " + MOST_TIMES + " times");
            }
        }
    }

    /**
     * By an RFC 5545 recurrence rule.
     *
     * @param text for example {@code FREQ=MONTHLY;BYDAY=-1FR}
     * @param from the rule's DTSTART on the zone's wall clock, which supplies what the rule leaves open; empty for the
     *     schedule's start
     */
    record Rule(String text, Optional<LocalDateTime> from) implements When {}
}
