/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.LocalDate;

/**
 * A range of dates.
 *
 * @param first the first day
 * @param last the last day, included; not before the first
 */
public record DateRange(LocalDate first, LocalDate last) {
    /**
     * @throws IllegalArgumentException if the range runs backwards
     */
    public DateRange {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException(
                    "bad dates " + first + " to " + last + ": the range runs backwards; write the earlier date first");
        }
    }

    /** A single day. */
    public static DateRange day(LocalDate date) {
        return new DateRange(date, date);
    }

    /** Returns whether the date is in the range. */
    public boolean contains(LocalDate date) {
        return !date.isBefore(first) && !date.isAfter(last);
    }
}
