/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static dev.rqscheduler.internal.time.RulePart.BYWEEKNO;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * The periods that INTERVAL counts and BYSETPOS chooses from, numbered without a gap: weeks from WKST on, months, or years.
 * Each day is in exactly one of them.
 *
 * <p>A rule with BYWEEKNO has years of whole weeks for periods, from week 1 on, which is the first that has four days or
 * more in the calendar year. So no week is split, each week of each year comes once, and INTERVAL=2 means the week of
 * every other year.
 */
record RulePeriods(RuleFrequency frequency, boolean ofWholeWeeks, DayOfWeek weekStart) {
    private static final int MONTHS = 12;
    private static final int WEEK = 7;
    /** The fourth of January is in week 1, whichever day weeks start on. */
    private static final int DAY_OF_WEEK_ONE = 4;

    static RulePeriods of(RecurrenceRule rule) {
        return new RulePeriods(rule.frequency(), rule.has(BYWEEKNO), rule.weekStart());
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
