/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.util.List;

/**
 * The day-of-month field.
 *
 * @param plain bit d is set if day d (1 to 31) is named; all of them for {@code *} and {@code ?}
 * @param fromEnd the {@code L} and {@code Z} items in the order of the text
 */
record DaysOfMonth(int plain, List<FromEnd> fromEnd) {
    /**
     * Days counted back from the last day of the month, which is 0.
     *
     * @param decisive for a single {@code Zk}: everything after it is ignored, see {@link #in(int)}
     */
    record FromEnd(int nearest, int farthest, boolean decisive) {}

    DaysOfMonth {
        fromEnd = List.copyOf(fromEnd);
    }

    /** The matching days of a month that has {@code length} days: bit d is day d. */
    int in(int length) {
        int days = 0;
        for (var item : fromEnd) {
            days |= Bits.range(length - item.farthest, length - item.nearest);
            if (item.decisive) {
                // Python's crontab returns the answer of the first single Zk as the answer of the whole field, so
                // that "Z1,15" and "15,Z1" both mean Z1. A schedule that has always run that way keeps doing so.
                return days;
            }
        }
        return days | (plain & Bits.range(1, length));
    }
}
