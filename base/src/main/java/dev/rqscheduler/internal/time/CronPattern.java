/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.RepeatedHour;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wall-clock times an expression stands for, whatever the zone: a time matches if all seven fields do,
 * or, as other crons have it, one of the two day fields.
 *
 * <p>The search steps from field to field, so that a date that never comes costs a check of each month it might be in
 * (at most 1560, 60 us) and not of each second of 130 years.
 *
 * @param seconds bit s is set if second s matches; minutes, hours and months alike
 * @param years the matching years themselves
 * @param wildcardClock whether hour or minute is a {@code *} or a step of it, or every hour matches; see
 *     {@link RepeatedHour#WILDCARDS_TWICE}
 * @param eitherDay whether a day matches if one of the two day fields does, and not only if both do
 */
record CronPattern(
        long seconds,
        long minutes,
        int hours,
        DaysOfMonth daysOfMonth,
        int months,
        DaysOfWeek daysOfWeek,
        BitSet years,
        boolean wildcardClock,
        boolean eitherDay)
        implements WallTimes {

    static final int FIRST_YEAR = CronField.YEAR.min;
    static final int LAST_YEAR = CronField.YEAR.max;
    private static final int SUNDAY = 7;

    boolean matches(LocalDateTime time) {
        return matchesTimeOfDay(time)
                && (months >> time.getMonthValue() & 1) != 0
                && time.getYear() >= FIRST_YEAR
                && years.get(time.getYear())
                && (days(YearMonth.from(time)) >> time.getDayOfMonth() & 1) != 0;
    }

    private boolean matchesTimeOfDay(LocalDateTime time) {
        return (seconds >> time.getSecond() & 1) != 0
                && (minutes >> time.getMinute() & 1) != 0
                && (hours >> time.getHour() & 1) != 0;
    }

    @Override
    public @Nullable LocalDateTime nextFrom(LocalDateTime from) {
        LocalDate today = from.toLocalDate();
        if (today.getYear() < FIRST_YEAR) {
            return firstDay(FIRST_YEAR, 1, 1);
        }
        LocalDateTime time = nextOnDay(from);
        if (time != null && matches(time)) {
            return time;
        }
        LocalDate tomorrow = today.plusDays(1);
        return firstDay(tomorrow.getYear(), tomorrow.getMonthValue(), tomorrow.getDayOfMonth());
    }

    /** The first matching time of day on the date of {@code from}, whether or not that date matches. */
    private @Nullable LocalDateTime nextOnDay(LocalDateTime from) {
        int hour = Bits.next(hours, from.getHour());
        if (hour == from.getHour()) {
            int minute = Bits.next(minutes, from.getMinute());
            if (minute == from.getMinute()) {
                int second = Bits.next(seconds, from.getSecond());
                if (second >= 0) {
                    return from.withSecond(second);
                }
                minute = Bits.next(minutes, minute + 1);
            }
            if (minute >= 0) {
                return from.withMinute(minute).withSecond(Bits.next(seconds, 0));
            }
            hour = Bits.next(hours, hour + 1);
        }
        return hour < 0 ? null : startOf(from.toLocalDate(), hour);
    }

    private LocalDateTime startOf(LocalDate day, int hour) {
        return day.atTime(hour, Bits.next(minutes, 0), Bits.next(seconds, 0));
    }

    private @Nullable LocalDateTime firstDay(int fromYear, int fromMonth, int fromDay) {
        int month = fromMonth;
        int day = fromDay;
        for (int year = years.nextSetBit(fromYear); year >= 0; year = years.nextSetBit(year + 1)) {
            if (year > fromYear) {
                month = 1;
                day = 1;
            }
            for (int m = Bits.next(months, month); m >= 0; m = Bits.next(months, m + 1)) {
                int d = Bits.next(days(YearMonth.of(year, m)), m > month ? 1 : day);
                if (d >= 0) {
                    return startOf(LocalDate.of(year, m, d), Bits.next(hours, 0));
                }
                day = 1;
            }
        }
        return null;
    }

    private int days(YearMonth month) {
        int length = month.lengthOfMonth();
        int first = month.atDay(1).getDayOfWeek().getValue() % SUNDAY;
        int byMonth = daysOfMonth.in(length);
        int byWeek = daysOfWeek.in(first, length);
        return eitherDay ? byMonth | byWeek : byMonth & byWeek;
    }

    /**
     * Days counted back from the last day of the month, which is 0.
     *
     * @param decisive for a single {@code Zk}: everything after it is ignored, see {@link DaysOfMonth#in}
     */
    record FromEnd(int nearest, int farthest, boolean decisive) {}

    /**
     * The day-of-month field.
     *
     * @param plain bit d is set if day d (1 to 31) is named; all of them for {@code *} and {@code ?}
     * @param fromEnd the {@code L} and {@code Z} items in the order of the text
     */
    record DaysOfMonth(int plain, List<FromEnd> fromEnd) {
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
}
