/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

/**
 * The day-of-week field; 0 is Sunday.
 *
 * @param plain bit d is set if weekday d (0 to 6) is named; all of them for {@code *} and {@code ?}
 * @param lastInMonth bit d is set if the last weekday d of a month is named ({@code L5}, {@code L3-5})
 */
record DaysOfWeek(int plain, int lastInMonth) {
    private static final int WEEK = 7;

    /** The matching days of a month of {@code length} days whose first day is weekday {@code first}: bit d is day d. */
    int in(int first, int length) {
        if (plain == Bits.range(0, WEEK - 1)) {
            return Bits.range(1, length);
        }
        int days = 0;
        for (int day = 1; day <= length; day++) {
            int weekday = 1 << ((first + day - 1) % WEEK);
            if ((plain & weekday) != 0 || (day > length - WEEK && (lastInMonth & weekday) != 0)) {
                days |= 1 << day;
            }
        }
        return days;
    }
}
