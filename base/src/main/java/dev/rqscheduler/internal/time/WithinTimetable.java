/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.time.Instant;
import java.util.Optional;

/** See {@link Timetable#within}. */
record WithinTimetable(Timetable timetable, Optional<Instant> start, Optional<Instant> end) implements Timetable {
    @Override
    public Optional<Instant> nextAfter(Instant after) {
        boolean early = start.isPresent() && after.isBefore(start.get());
        Instant from = early ? start.get().minusNanos(1) : after;
        if (end.isPresent() && !from.isBefore(end.get())) {
            return Optional.empty();
        }
        Optional<Instant> due = timetable.nextAfter(from);
        return end.isEmpty() ? due : due.filter(end.get()::isAfter);
    }

    @Override
    public Optional<Instant> counterpart(Instant due, Timetable other) {
        return other instanceof WithinTimetable that ? timetable.counterpart(due, that.timetable) : Optional.empty();
    }

    @Override
    public boolean rhythmic() {
        return timetable.rhythmic();
    }
}
