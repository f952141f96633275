/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

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
            throw new IllegalArgumentException("bad anchor " + anchor + ": it is not between the years 1 and 9999");
        }
    }

    @Override
    public Optional<Instant> nextAfter(Instant after) {
        Instant from = after.isBefore(EARLIEST) ? EARLIEST.minusNanos(1) : after;
        if (from.isAfter(LATEST)) {
            return Optional.empty();
        }
        Instant due = from.plus(FixedRate.untilBeat(Duration.between(anchor, from), interval));
        return due.isAfter(LATEST) ? Optional.empty() : Optional.of(due);
    }

    /** An anchor that was given on a wall clock moves with its rules, and all due times with it. */
    @Override
    public Optional<Instant> counterpart(Instant due, Timetable other) {
        return other instanceof EveryTimetable that && that.has(due)
                ? Optional.of(due.plus(Duration.between(that.anchor, anchor)))
                : Optional.empty();
    }
}
