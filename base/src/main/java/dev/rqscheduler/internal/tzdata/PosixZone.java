/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneOffsetTransitionRule.TimeDefinition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A zone as POSIX writes it in TZ, {@code CET-1CEST,M3.5.0,M10.5.0/3}, with the hours from -167 to 167 that RFC 9636 allows.
 *
 * @param summer what begins and ends each year; empty for none
 */
record PosixZone(ZoneOffset standard, Optional<Summer> summer) {

    /** It begins by the clock of standard time, and ends by its own. */
    record Summer(ZoneOffset offset, PosixDate begin, PosixDate end) {}

    /** Beyond any time that is calculated on a wall clock, see {@code dev.rqscheduler.internal.time.Timetable}. */
    private static final int LAST_YEAR = 2_110;

    private static final int FIRST_YEAR = 1_900;
    private static final int MOST_CHARACTERS = 200;
    private static final String NAME = "(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)";
    private static final String TIME = "[+-]?[0-9]{1,3}(?::[0-9]{1,2}(?::[0-9]{1,2})?)?";
    private static final Pattern FORM = Pattern.compile(NAME + "(" + TIME + ")(?:" + NAME + "(" + TIME
            + ")?(?:,([^,/]+)(?:/(" + TIME + "))?,([^,/]+)(?:/(" + TIME + "))?)?)?");
    /** The default of the C library and Python without dates: the rule of the United States. */
    private static final String BEGIN = "M3.2.0";

    private static final String END = "M11.1.0";

    /**
     * @throws IllegalArgumentException if it is not in this form; the message says why
     */
    static PosixZone parse(String text) {
        Matcher form = FORM.matcher(text);
        if (text.length() > MOST_CHARACTERS || !form.matches()) {
            throw new IllegalArgumentException("its footer is not a POSIX time zone");
        }
        ZoneOffset standard = offset(form.group(1));
        if (form.end() == form.end(1)) {
            return new PosixZone(standard, Optional.empty());
        }
        ZoneOffset offset = form.group(2) == null
                ? ZoneOffset.ofTotalSeconds(standard.getTotalSeconds() + 3_600)
                : offset(form.group(2));
        boolean dated = form.group(3) != null;
        PosixDate begin = PosixDate.parse(dated ? form.group(3) : BEGIN, form.group(4));
        PosixDate end = PosixDate.parse(dated ? form.group(5) : END, form.group(6));
        return new PosixZone(standard, Optional.of(new Summer(offset, begin, end)));
    }

    private static ZoneOffset offset(String text) {
        return ZoneOffset.ofTotalSeconds(-PosixDate.seconds(text));
    }

    ZoneRules rules() {
        return continuing(new Changes(standard));
    }

    /** The rules of a zone that has these changes and then goes on like this. */
    ZoneRules continuing(Changes changes) {
        Optional<ZoneOffset> constant = constant();
        if (constant.isPresent()) {
            if (changes.isEmpty()) {
                return ZoneRules.of(constant.get());
            }
            // Normally the last change leads to it; otherwise the footer decides, as in Python.
            changes.add(changes.lastTime() + 1, constant.get());
            return changes.rules();
        }
        Summer summer = this.summer.orElseThrow();
        int year = changes.lastTime() == Long.MIN_VALUE
                ? FIRST_YEAR
                : LocalDateTime.ofEpochSecond(changes.lastTime(), 0, changes.last())
                        .getYear();
        Optional<ZoneOffsetTransitionRule> begin = summer.begin().rule(standard, summer.offset());
        Optional<ZoneOffsetTransitionRule> end = summer.end().rule(summer.offset(), standard);
        boolean asRules = begin.isPresent() && end.isPresent();
        // ZoneRules apply rules only after a change that is written out, and in whole years: the first are written out
        // here.
        int last = asRules ? year + 1 : LAST_YEAR;
        for (; year <= last; year++) {
            add(changes, year, summer);
        }
        if (!asRules) {
            return changes.rules();
        }
        List<ZoneOffsetTransitionRule> rules = new ArrayList<>(List.of(begin.get(), end.get()));
        if (!beginsFirst(summer, last)) {
            rules.add(rules.remove(0));
        }
        return changes.rules(rules);
    }

    private void add(Changes changes, int year, Summer summer) {
        long begin = summer.begin().second(year, standard);
        long end = summer.end().second(year, summer.offset());
        if (begin < end) {
            add(changes, begin, summer.offset());
            add(changes, end, standard);
        } else {
            add(changes, end, standard);
            add(changes, begin, summer.offset());
        }
    }

    private static void add(Changes changes, long second, ZoneOffset offset) {
        if (second > changes.lastTime()) {
            changes.add(second, offset);
        }
    }

    private boolean beginsFirst(Summer summer, int year) {
        return summer.begin().second(year, standard) < summer.end().second(year, summer.offset());
    }

    /**
     * Returns the offset, if there is only one: no summer time, one that is all year, or one that differs in its name
     * alone.
     */
    private Optional<ZoneOffset> constant() {
        if (summer.isEmpty() || summer.get().offset().equals(standard)) {
            return Optional.of(standard);
        }
        Summer all = summer.get();
        int leapYear = 2_000;
        for (int year = leapYear; year <= leapYear + 4; year++) {
            long end = all.end().second(year, all.offset());
            if (end < all.begin().second(year + 1, standard)) {
                return Optional.empty();
            }
        }
        return Optional.of(all.offset());
    }

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
                return possible
                        ? Optional.of(rule(of, indicator, weekday(later), time, before, after))
                        : Optional.empty();
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
                Month month,
                int day,
                @Nullable DayOfWeek weekday,
                LocalTime time,
                ZoneOffset before,
                ZoneOffset after) {
            return ZoneOffsetTransitionRule.of(
                    month, day, weekday, time, false, TimeDefinition.WALL, before, before, after);
        }
    }
}
