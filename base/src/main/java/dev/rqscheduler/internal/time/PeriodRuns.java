/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.util.Arrays;

/**
 * The runs of a week, month or year. They are not created one by one: there may be a million of them.
 *
 * @param days days since 1970, ascending
 * @param times of each day, in seconds, ascending
 */
record PeriodRuns(long[] days, long[] times, SetPositions positions) {
    private static final int DAY = 86_400;

    /** Returns how many there are from an instant on, in seconds of wall-clock time. */
    long sizeFrom(long moment) {
        long all = (long) days.length * times.length;
        long before = timesBefore(moment);
        if (positions.areAll()) {
            return all - before;
        }
        long[] places = positions.places(all);
        return (long) places.length - insertionPoint(places, before);
    }

    /** Returns the nth of those from an instant on; n is 1 to {@link #sizeFrom}. */
    long nthFrom(long moment, long n) {
        long before = timesBefore(moment);
        if (positions.areAll()) {
            return time(before + n - 1);
        }
        long[] places = positions.places((long) days.length * times.length);
        return time(places[insertionPoint(places, before) + (int) n - 1]);
    }

    private long timesBefore(long moment) {
        long day = Math.floorDiv(moment, DAY);
        int daysBefore = insertionPoint(days, day);
        boolean ofTheDay = daysBefore < days.length && days[daysBefore] == day;
        return (long) daysBefore * times.length + (ofTheDay ? insertionPoint(times, moment - day * DAY) : 0);
    }

    private long time(long place) {
        return days[(int) (place / times.length)] * DAY + times[(int) (place % times.length)];
    }

    /** Returns how many of the numbers are less. */
    private static int insertionPoint(long[] numbers, long number) {
        int at = Arrays.binarySearch(numbers, number);
        return at >= 0 ? at : -at - 1;
    }
}
