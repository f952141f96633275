/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static dev.rqscheduler.internal.time.RecurrenceRule.Part.BYWEEKNO;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The wall-clock times of a rule with weeks, months or years for periods. A search begins in the requested period,
 * wherever the rule began, and ends with 2099: at most some 7000 periods are examined.
 */
final class CalendarRuleTimes implements WallTimes {
    private static final int DAY = 86_400;
    private static final LocalDate LAST = LocalDate.of(CronPattern.LAST_YEAR, 12, 31);

    private final LocalDateTime start;
    private final Periods periods;
    private final long interval;
    private final RuleDays days;
    private final long[] timesOfDay;
    private final RecurrenceRule.SetPositions positions;

    CalendarRuleTimes(RecurrenceRule rule, LocalDateTime start) {
        this.start = start;
        this.periods = Periods.of(rule);
        this.interval = rule.interval();
        this.days = RuleDays.of(rule, start.toLocalDate());
        this.timesOfDay = rule.timesOfPeriod(start.toEpochSecond(ZoneOffset.UTC), DAY);
        this.positions = rule.positions();
    }

    @Override
    public @Nullable LocalDateTime nextFrom(LocalDateTime from) {
        return nthFrom(from, 1);
    }

    @Override
    public @Nullable LocalDateTime nthFrom(LocalDateTime from, int n) {
        LocalDateTime wanted = from.isBefore(start) ? start : from;
        long moment = wanted.toEpochSecond(ZoneOffset.UTC);
        LocalDate wantedDate = wanted.toLocalDate();
        long last = periods.of(LAST);
        long left = n;
        for (long period = firstFrom(wantedDate); period <= last; period += interval) {
            Runs runs = runs(period, wantedDate.toEpochDay(), left);
            long size = runs.sizeFrom(moment);
            if (left <= size) {
                var time = LocalDateTime.ofEpochSecond(runs.nthFrom(moment, left), 0, ZoneOffset.UTC);
                return time.toLocalDate().isAfter(LAST) ? null : time;
            }
            left -= size;
        }
        return null;
    }

    /** The first period of those that INTERVAL leaves, counted from the start's, that is not before the date's. */
    private long firstFrom(LocalDate date) {
        long origin = periods.of(start.toLocalDate());
        return periods.of(date) + Math.floorMod(origin - periods.of(date), interval);
    }

    /** BYSETPOS counts from the beginning of the period; otherwise no more of it is computed than needed. */
    private Runs runs(long period, long wantedDay, long n) {
        long begin = periods.begin(period);
        long end = periods.begin(period + 1);
        if (!positions.areAll()) {
            return new Runs(days.within(begin, end, Long.MAX_VALUE), timesOfDay, positions);
        }
        // The times of the first day may be over.
        long enough = n / timesOfDay.length + 2;
        return new Runs(days.within(Math.max(begin, wantedDay), end, enough), timesOfDay, positions);
    }

    /**
     * The periods that INTERVAL counts and BYSETPOS chooses from, numbered without a gap: weeks from WKST on, months, or years.
     * Each day is in exactly one of them.
     *
     * <p>A rule with BYWEEKNO has years of whole weeks for periods, from week 1 on, which is the first that has four days or
     * more in the calendar year. So no week is split, each week of each year comes once, and INTERVAL=2 means the week of
     * every other year.
     */
    record Periods(RecurrenceRule.Frequency frequency, boolean ofWholeWeeks, DayOfWeek weekStart) {
        private static final int MONTHS = 12;
        private static final int WEEK = 7;
        /** The fourth of January is in week 1, whichever day weeks start on. */
        private static final int DAY_OF_WEEK_ONE = 4;

        static Periods of(RecurrenceRule rule) {
            return new Periods(rule.frequency(), rule.has(BYWEEKNO), rule.weekStart());
        }

        /** The number of the period that a day is in. */
        long of(LocalDate date) {
            return switch (frequency) {
                case YEARLY -> ofWholeWeeks ? yearOfWeeks(date) : date.getYear();
                case MONTHLY -> date.getYear() * (long) MONTHS + date.getMonthValue() - 1;
                default -> Math.floorDiv(date.toEpochDay() - firstWeek(), WEEK);
            };
        }

        /** The first day of a period, in days since 1970. */
        long begin(long period) {
            return switch (frequency) {
                case YEARLY ->
                    ofWholeWeeks
                            ? weekOne((int) period).toEpochDay()
                            : LocalDate.of((int) period, 1, 1).toEpochDay();
                case MONTHLY ->
                    LocalDate.of((int) (period / MONTHS), (int) (period % MONTHS) + 1, 1)
                            .toEpochDay();
                default -> firstWeek() + period * WEEK;
            };
        }

        private int yearOfWeeks(LocalDate date) {
            int year = date.getYear();
            if (date.isBefore(weekOne(year))) {
                return year - 1;
            }
            return date.isBefore(weekOne(year + 1)) ? year : year + 1;
        }

        private LocalDate weekOne(int year) {
            return LocalDate.of(year, 1, DAY_OF_WEEK_ONE).with(TemporalAdjusters.previousOrSame(weekStart));
        }

        /** Returns when a week around 1970 began, whose first day was a Thursday. */
        private int firstWeek() {
            return weekStart.getValue() - DayOfWeek.THURSDAY.getValue();
        }
    }

    /**
     * The runs of a week, month or year. They are not created one by one: there may be a million of them.
     *
     * @param days days since 1970, ascending
     * @param times of each day, in seconds, ascending
     */
    record Runs(long[] days, long[] times, RecurrenceRule.SetPositions positions) {
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
}
