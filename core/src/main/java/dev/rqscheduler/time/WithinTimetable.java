/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.time;

import java.time.Instant;
import java.util.Optional;

/** See {@link Timetable#within}. */
record WithinTimetable(Timetable timetable, Optional<Instant> start, Optional<Instant> end) implements Timetable {
    @Override
    public Optional<Instant> nextAfter(Instant after) {
        Instant from =
                start.filter(after::isBefore).map(first -> first.minusNanos(1)).orElse(after);
        if (end.isPresent() && !from.isBefore(end.get())) {
            return Optional.empty();
        }
        return timetable.nextAfter(from).filter(due -> end.isEmpty() || due.isBefore(end.get()));
    }
}
