/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneOffsetTransitionRule.TimeDefinition;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A day of every year, and a time on it: {@code M3.5.0}, the last Sunday of March; {@code J60}, the first of March; {@code
 * 59}, the sixtieth day.
 *
 * @param form which of the three
 * @param month 1 to 12, for M alone
 * @param week 1 to 5, the last, for M alone
 * @param day of the week, 0 for Sunday; or of the year, from 1 for J and from 0 for the plain number
 * @param seconds from midnight, -167 to 167 hours
 */
record PosixDate(char form, int month, int week, int day, int seconds) {
    private static final int DAY = 86_400;
    private static final int HOUR = 3_600;
    private static final int MOST_HOURS = 167;
    private static final int LAST_WEEK = 5;
    private static final int END_OF_FEBRUARY = 59;
    private static final Pattern FORM = Pattern.compile("M([0-9]{1,2})\\.([1-5])\\.([0-6])|(J?)([0-9]{1,3})");
    private static final int DEFAULT_TIME = 2 * HOUR;

    static PosixDate parse(String text, @Nullable String time) {
        Matcher matcher = FORM.matcher(text);
        int seconds = time == null ? DEFAULT_TIME : seconds(time);
        if (matcher.matches()) {
            if (matcher.group(1) != null) {
                int month = Integer.parseInt(matcher.group(1));
                if (month >= 1 && month <= 12) {
                    return new PosixDate(
                            'M',
                            month,
                            Integer.parseInt(matcher.group(2)),
                            Integer.parseInt(matcher.group(3)),
                            seconds);
                }
            } else {
                char form = matcher.group(4).isEmpty() ? 'n' : 'J';
                int day = Integer.parseInt(matcher.group(5));
                if (day <= 365 && (day > 0 || form == 'n')) {
                    return new PosixDate(form, 0, 0, day, seconds);
                }
            }
        }
        throw new IllegalArgumentException("its footer has the date " + text);
    }

    /** Seconds of {@code [+-]h[hh][:mm[:ss]]}. */
    static int seconds(String text) {
        boolean negative = text.startsWith("-");
        String[] parts =
                text.substring(negative || text.startsWith("+") ? 1 : 0).split(":", -1);
        int hours = Integer.parseInt(parts[0]);
        int minutes = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
        int seconds = parts.length > 2 ? Integer.parseInt(parts[2]) : 0;
        if (hours > MOST_HOURS || minutes > 59 || seconds > 59) {
            throw new IllegalArgumentException("its footer has the time " + text);
        }
        int total = hours * HOUR + minutes * 60 + seconds;
        return negative ? -total : total;
    }

    /** Returns when it is in a year, in seconds since 1970, on a clock with this offset. */
    long second(int year, ZoneOffset clock) {
        return date(year).toEpochDay() * DAY + seconds - clock.getTotalSeconds();
    }

    private LocalDate date(int year) {
        if (form == 'M') {
            DayOfWeek weekday = weekday(0);
            LocalDate first = LocalDate.of(year, month, 1);
            return week == LAST_WEEK
                    ? first.with(TemporalAdjusters.lastInMonth(weekday))
                    : first.with(TemporalAdjusters.dayOfWeekInMonth(week, weekday));
        }
        if (form == 'J') {
            // The 29th of February is never counted.
            int leap = Year.isLeap(year) && day > END_OF_FEBRUARY ? 1 : 0;
            return LocalDate.ofYearDay(year, day + leap);
        }
        return LocalDate.ofYearDay(year, 1).plusDays(day);
    }

    private DayOfWeek weekday(int later) {
        return DayOfWeek.SUNDAY.plus(day + (long) later);
    }

    /**
     * Returns the same for java.time, if it can express it: not a day whose place in its month differs in leap years.
     *
     * @param before the offset of its time
     */
    Optional<ZoneOffsetTransitionRule> rule(ZoneOffset before, ZoneOffset after) {
        int later = Math.floorDiv(seconds, DAY);
        LocalTime time = LocalTime.ofSecondOfDay(Math.floorMod(seconds, DAY));
        if (form == 'M') {
            Month of = Month.of(month);
            int indicator = week == LAST_WEEK ? -1 + later : 1 + 7 * (week - 1) + later;
            if (week == LAST_WEEK && later > 0) {
                // Not on or before a day of the month that follows, but on or after seven days before that.
                indicator = of == Month.FEBRUARY ? 0 : of.maxLength() - 6 + later;
            }
            boolean crossesYear = of == Month.DECEMBER && later > 0;
            boolean possible = !crossesYear
                    && indicator != 0
                    && indicator >= -28
                    && indicator <= of.minLength()
                    && (week == LAST_WEEK || indicator > 0);
            return possible ? Optional.of(rule(of, indicator, weekday(later), time, before, after)) : Optional.empty();
        }
        int ofCommonYear = form == 'J' ? day : day + 1;
        boolean sameInLeapYears = form == 'J' || ofCommonYear <= END_OF_FEBRUARY;
        if (!sameInLeapYears || later != 0) {
            return Optional.empty();
        }
        LocalDate date = LocalDate.ofYearDay(2_001, ofCommonYear);
        return Optional.of(rule(date.getMonth(), date.getDayOfMonth(), null, time, before, after));
    }

    private static ZoneOffsetTransitionRule rule(
            Month month, int day, @Nullable DayOfWeek weekday, LocalTime time, ZoneOffset before, ZoneOffset after) {
        return ZoneOffsetTransitionRule.of(
                month, day, weekday, time, false, TimeDefinition.WALL, before, before, after);
    }
}
