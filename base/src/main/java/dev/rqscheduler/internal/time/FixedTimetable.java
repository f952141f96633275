/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * See {@link Timetable#at}.
 *
 * @param times ascending, each once
 */
record FixedTimetable(List<Instant> times) implements Timetable {
    static FixedTimetable of(List<Instant> times) {
        for (Instant time : times) {
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw new IllegalArgumentException("bad due time " + time + ": it is not between the years 1 and 9999");
            }
        }
        return new FixedTimetable(times.stream().sorted().distinct().toList());
    }

    @Override
    public Optional<Instant> nextAfter(Instant after) {
        int found = Collections.binarySearch(times, after);
        int next = found >= 0 ? found + 1 : -found - 1;
        return next < times.size() ? Optional.of(times.get(next)) : Optional.empty();
    }

    /** Times given on a wall clock move with its rules, so the one at the same position corresponds. */
    @Override
    public Optional<Instant> counterpart(Instant due, Timetable other) {
        if (!(other instanceof FixedTimetable that)) {
            return Optional.empty();
        }
        int place = Collections.binarySearch(that.times, due);
        if (place < 0) {
            return Optional.empty();
        }
        return Optional.of(that.times.size() == times.size() ? times.get(place) : due);
    }
}
