/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.DateRange;
import dev.rqscheduler.api.Zone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/** See {@link Timetable#except}. Each step passes a range, so there are about as many steps as ranges. */
record ExceptTimetable(Timetable timetable, DateRanges excluded, Zone zone) implements Timetable {
    @Override
    public Optional<Instant> nextAfter(Instant after) {
        Optional<Instant> due = timetable.nextAfter(after);
        while (due.isPresent()) {
            Optional<DateRange> range = excluded.around(zone.at(due.get()).toLocalDate());
            if (range.isEmpty()) {
                return due;
            }
            Instant end = endOf(range.get(), due.get());
            due = end.isAfter(LATEST) ? Optional.empty() : timetable.nextAfter(end.minusNanos(1));
        }
        return due;
    }

    @Override
    public Optional<Instant> counterpart(Instant due, Timetable other) {
        return other instanceof ExceptTimetable that ? timetable.counterpart(due, that.timetable) : Optional.empty();
    }

    @Override
    public boolean rhythmic() {
        return timetable.rhythmic();
    }

    /** The first instant after the due time at which the date is, or may be, outside of the range. */
    private Instant endOf(DateRange range, Instant due) {
        if (range.last().equals(LocalDate.MAX)) {
            return Instant.MAX;
        }
        Instant dayAfter = zone.startOf(range.last().plusDays(1));
        // Where the clocks are set back at midnight, as in St. John's once, the day before the range comes once more.
        ZoneOffsetTransition change = zone.rules().nextTransition(due);
        boolean back = change != null
                && change.getInstant().isBefore(dayAfter)
                && change.getDateTimeAfter().toLocalDate().isBefore(range.first());
        return back ? change.getInstant() : dayAfter;
    }
}
