/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The parts of an RFC 5545 recurrence rule except COUNT and UNTIL, as written.
 *
 * @param interval 1 or more: one in this many periods has runs
 * @param weekStart WKST
 * @param numbers the parts that are lists of numbers; none of the lists is empty
 * @param weekdays BYDAY, empty if there is none
 */
record RecurrenceRule(
        Frequency frequency,
        int interval,
        DayOfWeek weekStart,
        Map<Part, List<Integer>> numbers,
        List<NthWeekday> weekdays) {

    private static final int DAY = 86_400;
    private static final int HOUR = 3600;
    private static final int MINUTE = 60;

    /**
     * An item of BYDAY.
     *
     * @param nth 1 for the first such day of the month or year, -1 for the last, and so on; 0 for each
     */
    record NthWeekday(int nth, DayOfWeek day) {}

    boolean has(Part part) {
        return numbers.containsKey(part);
    }

    /** The numbers of a part, empty if the rule does not have it. */
    List<Integer> values(Part part) {
        return numbers.getOrDefault(part, List.of());
    }

    boolean hasWeekdays() {
        return !weekdays.isEmpty();
    }

    SetPositions positions() {
        return new SetPositions(values(Part.BYSETPOS));
    }

    /**
     * Returns the times within a day, an hour, a minute or a second from the finer parts of the rule.
     *
     * @param start of the rule, in seconds since 1970: what the rule leaves open is as in the start
     * @param length of the period in seconds: 86400, 3600, 60 or 1
     * @return seconds from the beginning of a period, ascending, each once
     */
    long[] timesOfPeriod(long start, int length) {
        long second = Math.floorMod(start, DAY);
        LongStream times = LongStream.of(0);
        if (length > HOUR) {
            times = expand(times, HOUR, values(Part.BYHOUR), second / HOUR);
        }
        if (length > MINUTE) {
            times = expand(times, MINUTE, values(Part.BYMINUTE), second / MINUTE % MINUTE);
        }
        if (length > 1) {
            times = expand(times, 1, values(Part.BYSECOND), second % MINUTE);
        }
        return times.sorted().distinct().toArray();
    }

    private static LongStream expand(LongStream times, int unit, List<Integer> values, long otherwise) {
        List<Long> numbers = values.isEmpty()
                ? List.of(otherwise)
                : values.stream().distinct().map(Integer::longValue).toList();
        return times.flatMap(time -> numbers.stream().mapToLong(number -> time + number * unit));
    }

    /** FREQ: what a period is. */
    enum Frequency {
        YEARLY(0),
        MONTHLY(0),
        WEEKLY(0),
        DAILY(86_400),
        HOURLY(3600),
        MINUTELY(60),
        SECONDLY(1);

        private final int seconds;

        Frequency(int seconds) {
            this.seconds = seconds;
        }

        /**
         * Returns whether a period is a day or a part of one, so that the parts of a rule that name days can only limit.
         */
        boolean isDailyOrShorter() {
            return seconds > 0;
        }

        /** The length of a period in seconds, if this {@link #isDailyOrShorter}. */
        int seconds() {
            return seconds;
        }
    }

    /** The parts that are lists of numbers. */
    enum Part {
        BYMONTH(1, 12, false),
        BYWEEKNO(1, 53, true),
        BYYEARDAY(1, 366, true),
        BYMONTHDAY(1, 31, true),
        BYHOUR(0, 23, false),
        BYMINUTE(0, 59, false),
        BYSECOND(0, 59, false),
        BYSETPOS(1, 366, true);

        private final int min;
        private final int max;
        private final boolean signed;

        Part(int min, int max, boolean signed) {
            this.min = min;
            this.max = max;
            this.signed = signed;
        }

        /** Whether the number may have a sign; a negative one counts from the end. */
        boolean signed() {
            return signed;
        }

        boolean allows(int number) {
            int size = signed ? Math.abs(number) : number;
            return size >= min && size <= max;
        }

        /** The numbers that are allowed, in words. */
        String range() {
            return min + " to " + max + (signed ? " or -" + max + " to -" + min : "");
        }
    }

    /** BYSETPOS: selects the runs among the times of a period. The first is 1, the last is -1. */
    record SetPositions(List<Integer> numbers) {
        /** Returns whether there is no BYSETPOS. */
        boolean areAll() {
            return numbers.isEmpty();
        }

        /**
         * Returns the positions of the runs among this many times, from 0, ascending, each once; not to be called if all
         * are selected.
         */
        long[] places(long times) {
            return numbers.stream()
                    .mapToLong(number -> number > 0 ? number - 1 : times + number)
                    .filter(place -> place >= 0 && place < times)
                    .sorted()
                    .distinct()
                    .toArray();
        }
    }
}
