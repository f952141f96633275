/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRule.WeekdayNum;

/**
 * The days that the parts of a rule leave, where these limit and do not expand; an empty set is no limit.
 *
 * @param months 1 to 12
 * @param daysOfMonth 1 to 31, or -1 for the last one and so on back
 * @param daysOfYear 1 to 366, or -1 for the last one and so on back
 */
record RuleDays(Set<Integer> months, Set<Integer> daysOfMonth, Set<Integer> daysOfYear, Set<DayOfWeek> daysOfWeek) {
    static RuleDays of(RecurrenceRule rule) {
        List<WeekdayNum> weekdays = rule.hasPart(Part.BYDAY) ? rule.getByDayPart() : List.of();
        return new RuleDays(
                // The library's months begin with 0.
                RuleText.values(rule, Part.BYMONTH).stream()
                        .map(month -> month + 1)
                        .collect(Collectors.toUnmodifiableSet()),
                Set.copyOf(RuleText.values(rule, Part.BYMONTHDAY)),
                Set.copyOf(RuleText.values(rule, Part.BYYEARDAY)),
                weekdays.stream().map(RuleDays::dayOfWeek).collect(Collectors.toUnmodifiableSet()));
    }

    private static DayOfWeek dayOfWeek(WeekdayNum day) {
        return switch (day.weekday) {
            case MO -> DayOfWeek.MONDAY;
            case TU -> DayOfWeek.TUESDAY;
            case WE -> DayOfWeek.WEDNESDAY;
            case TH -> DayOfWeek.THURSDAY;
            case FR -> DayOfWeek.FRIDAY;
            case SA -> DayOfWeek.SATURDAY;
            case SU -> DayOfWeek.SUNDAY;
        };
    }

    boolean contains(LocalDate date) {
        return (months.isEmpty() || months.contains(date.getMonthValue()))
                && matches(daysOfMonth, date.getDayOfMonth(), date.lengthOfMonth())
                && matches(daysOfYear, date.getDayOfYear(), date.lengthOfYear())
                && (daysOfWeek.isEmpty() || daysOfWeek.contains(date.getDayOfWeek()));
    }

    private static boolean matches(Set<Integer> wanted, int day, int length) {
        return wanted.isEmpty() || wanted.contains(day) || wanted.contains(day - length - 1);
    }
}
