/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.time;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** See {@link Timetable#every}. */
record EveryTimetable(Duration interval, Instant anchor) implements Timetable {
    private static final Duration SHORTEST = Duration.ofMillis(1);

    EveryTimetable {
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(Durations.LONGEST) > 0) {
            throw new IllegalArgumentException("bad interval " + Durations.format(interval) + ": it must be from "
                    + Durations.format(SHORTEST) + " to " + Durations.format(Durations.LONGEST));
        }
        if (anchor.isBefore(EARLIEST) || anchor.isAfter(LATEST)) {
            throw new IllegalArgumentException("bad anchor " + anchor + ": it is not within the years 1 and 9999");
        }
    }

    @Override
    public Optional<Instant> nextAfter(Instant after) {
        Instant from = after.isBefore(EARLIEST) ? EARLIEST.minusNanos(1) : after;
        if (from.isAfter(LATEST)) {
            return Optional.empty();
        }
        // Nanoseconds do not fit into a long beyond 292 years, hence BigInteger; mod is never negative, unlike %.
        BigInteger sinceDue = FixedRate.nanos(Duration.between(anchor, from)).mod(FixedRate.nanos(interval));
        BigInteger[] toGo = FixedRate.nanos(interval).subtract(sinceDue).divideAndRemainder(FixedRate.NANOS_PER_SECOND);
        Instant due = from.plusSeconds(toGo[0].longValueExact()).plusNanos(toGo[1].longValueExact());
        return due.isAfter(LATEST) ? Optional.empty() : Optional.of(due);
    }
}
