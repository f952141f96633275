/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static dev.rqscheduler.internal.time.RecurrenceRule.Part.BYMONTH;
import static dev.rqscheduler.internal.time.RecurrenceRule.Part.BYMONTHDAY;
import static dev.rqscheduler.internal.time.RecurrenceRule.Part.BYWEEKNO;
import static dev.rqscheduler.internal.time.RecurrenceRule.Part.BYYEARDAY;

import dev.rqscheduler.internal.time.RecurrenceRule.NthWeekday;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The days with runs of a rule, ignoring INTERVAL and BYSETPOS.
 *
 * <p>In the table of RFC 5545, section 3.3.10, parts expand or limit. Either way a day belongs to the rule if every
 * given part names it: what expands a year into days, and limits the days of a month, names the same days. What the
 * table adds to this is which day is meant if no part says so, and what the number of a weekday counts.
 */
final class RuleDays {
    private static final int WEEK = 7;

    /** A bit for each month, 1 to 12. */
    private final int months;

    private final Ordinals weeks;
    private final Ordinals daysOfYear;
    private final Ordinals daysOfMonth;
    /** For each weekday, Monday first, which of them in the month or year. */
    private final List<Ordinals> weekdays;

    private final boolean weekdaysOfMonth;
    private final DayOfWeek weekStart;

    /** @param start what the rule leaves open is as on this day */
    static RuleDays of(RecurrenceRule rule, LocalDate start) {
        List<Integer> months = rule.values(BYMONTH);
        List<Integer> daysOfMonth = rule.values(BYMONTHDAY);
        List<NthWeekday> weekdays = rule.weekdays();
        boolean open = !rule.hasWeekdays() && !rule.has(BYMONTHDAY) && !rule.has(BYYEARDAY);
        if (open && !rule.frequency().isDailyOrShorter()) {
            if (rule.frequency() == RecurrenceRule.Frequency.WEEKLY || rule.has(BYWEEKNO)) {
                weekdays = List.of(new NthWeekday(0, start.getDayOfWeek()));
            } else {
                daysOfMonth = List.of(start.getDayOfMonth());
                boolean anniversary = rule.frequency() == RecurrenceRule.Frequency.YEARLY && months.isEmpty();
                months = anniversary ? List.of(start.getMonthValue()) : months;
            }
        }
        return new RuleDays(rule, months, daysOfMonth, weekdays);
    }

    private RuleDays(RecurrenceRule rule, List<Integer> months, List<Integer> daysOfMonth, List<NthWeekday> weekdays) {
        this.months = (months.isEmpty()
                        ? IntStream.rangeClosed(1, 12)
                        : months.stream().mapToInt(Integer::intValue))
                .reduce(0, (bits, month) -> bits | 1 << month);
        this.weeks = Ordinals.of(rule.values(BYWEEKNO));
        this.daysOfYear = Ordinals.of(rule.values(BYYEARDAY));
        this.daysOfMonth = Ordinals.of(daysOfMonth);
        this.weekdays = Stream.of(DayOfWeek.values())
                .map(day -> ordinals(weekdays, day))
                .toList();
        this.weekdaysOfMonth = rule.frequency() == RecurrenceRule.Frequency.MONTHLY || rule.has(BYMONTH);
        this.weekStart = rule.weekStart();
    }

    private static Ordinals ordinals(List<NthWeekday> weekdays, DayOfWeek day) {
        List<Integer> numbers = weekdays.stream()
                .filter(weekday -> weekday.day() == day)
                .map(NthWeekday::nth)
                .toList();
        if (weekdays.isEmpty() || numbers.contains(0)) {
            return Ordinals.ALL;
        }
        return numbers.isEmpty() ? Ordinals.NONE : Ordinals.of(numbers);
    }

    /** Returns whether every day is one of them. */
    boolean areAll() {
        return months == 0b1_1111_1111_1110
                && weeks.all()
                && daysOfYear.all()
                && daysOfMonth.all()
                && weekdays.stream().allMatch(Ordinals::all);
    }

    /** Returns the date itself if it is one of them, otherwise a later date with none of them before it. */
    LocalDate candidate(LocalDate date) {
        var month = Month.of(date);
        if (!contain(month)) {
            return date.plusDays(month.length() + 1L - date.getDayOfMonth());
        }
        return contain(month, date.getDayOfMonth()) ? date : date.plusDays(1);
    }

    /**
     * Those from {@code begin}, included, to {@code end}, excluded, in order; all of them are days since 1970.
     *
     * @param most maximum number
     */
    long[] within(long begin, long end, long most) {
        long[] found = new long[(int) Math.min(most, end - begin)];
        int count = 0;
        long day = begin;
        while (day < end && count < found.length) {
            var month = Month.of(LocalDate.ofEpochDay(day));
            long endOfMonth = month.before() + month.length() + 1;
            if (contain(month)) {
                for (; day < Math.min(end, endOfMonth) && count < found.length; day++) {
                    if (contain(month, (int) (day - month.before()))) {
                        found[count++] = day;
                    }
                }
            }
            day = Math.max(day, endOfMonth);
        }
        return Arrays.copyOf(found, count);
    }

    private boolean contain(Month month) {
        return (months & 1 << month.number()) != 0;
    }

    private boolean contain(Month month, int day) {
        int dayOfYear = month.daysOfYearBefore() + day;
        return daysOfMonth.contain(day, month.length())
                && daysOfYear.contain(dayOfYear, month.lengthOfYear())
                && containWeekday(month, day, dayOfYear)
                && (weeks.all() || containWeek(month, day, dayOfYear));
    }

    private boolean containWeekday(Month month, int day, int dayOfYear) {
        Ordinals named = weekdays.get(month.weekday(day));
        return weekdaysOfMonth
                ? named.contain(place(day), places(day, month.length()))
                : named.contain(place(dayOfYear), places(dayOfYear, month.lengthOfYear()));
    }

    /** A week belongs to the year that has four of its days or more, and so its fourth. */
    private boolean containWeek(Month month, int day, int dayOfYear) {
        int daysBefore = Math.floorMod(month.weekday(day) - (weekStart.getValue() - 1), WEEK);
        int fourth = dayOfYear - daysBefore + 3;
        int length = month.lengthOfYear();
        if (fourth < 1) {
            length = Year.of(month.year() - 1).length();
            fourth += length;
        } else if (fourth > length) {
            fourth -= length;
            length = Year.of(month.year() + 1).length();
        }
        return weeks.contain(place(fourth), places(fourth, length));
    }

    /** Returns which occurrence of its weekday a day of a month or year is. */
    private static int place(int day) {
        return (day - 1) / WEEK + 1;
    }

    /** Returns how many days of the same weekday there are. */
    private static int places(int day, int days) {
        return place(day) + (days - day) / WEEK;
    }

    /**
     * Values shared by all its days.
     *
     * @param before the day before it, in days since 1970
     */
    private record Month(int year, int number, long before, int length, int daysOfYearBefore, int lengthOfYear) {
        /** 1970 began with a Thursday, which is 3. */
        private static final int WEEKDAY_OF_1970 = 3;

        static Month of(LocalDate date) {
            return new Month(
                    date.getYear(),
                    date.getMonthValue(),
                    date.toEpochDay() - date.getDayOfMonth(),
                    date.lengthOfMonth(),
                    date.getDayOfYear() - date.getDayOfMonth(),
                    date.lengthOfYear());
        }

        /** 0 for Monday. */
        int weekday(int day) {
            return (int) Math.floorMod(before + day + WEEKDAY_OF_1970, (long) WEEK);
        }
    }

    /**
     * Selects members of a sequence by numbers such as 1 for the first and -1 for the last.
     *
     * @param all whether all members are selected, however long the sequence
     */
    private record Ordinals(boolean all, BitSet fromStart, BitSet fromEnd) {
        static final Ordinals ALL = new Ordinals(true, new BitSet(), new BitSet());
        static final Ordinals NONE = new Ordinals(false, new BitSet(), new BitSet());

        /** @param numbers other than 0; no numbers mean no limit */
        static Ordinals of(Collection<Integer> numbers) {
            if (numbers.isEmpty()) {
                return ALL;
            }
            var ordinals = new Ordinals(false, new BitSet(), new BitSet());
            for (int number : numbers) {
                (number > 0 ? ordinals.fromStart : ordinals.fromEnd).set(Math.abs(number));
            }
            return ordinals;
        }

        /**
         * @param place of the member, 1 for the first
         * @param length of the row
         */
        boolean contain(int place, int length) {
            return all || fromStart.get(place) || fromEnd.get(length + 1 - place);
        }
    }
}
