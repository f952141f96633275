/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The wall-clock times of a rule with weeks, months or years for periods. A search begins in the requested period,
 * wherever the rule began, and ends with 2099: at most some 7000 periods are examined.
 */
final class CalendarRuleTimes implements WallTimes {
    private static final int DAY = 86_400;
    private static final LocalDate LAST = LocalDate.of(CronPattern.LAST_YEAR, 12, 31);

    private final LocalDateTime start;
    private final RulePeriods periods;
    private final long interval;
    private final RuleDays days;
    private final long[] timesOfDay;
    private final SetPositions positions;

    CalendarRuleTimes(RecurrenceRule rule, LocalDateTime start) {
        this.start = start;
        this.periods = RulePeriods.of(rule);
        this.interval = rule.interval();
        this.days = RuleDays.of(rule, start.toLocalDate());
        this.timesOfDay = PeriodOffsets.of(rule, start.toEpochSecond(ZoneOffset.UTC), DAY);
        this.positions = SetPositions.of(rule);
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
            PeriodRuns runs = runs(period, wantedDate.toEpochDay(), left);
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
    private PeriodRuns runs(long period, long wantedDay, long n) {
        long begin = periods.begin(period);
        long end = periods.begin(period + 1);
        if (!positions.areAll()) {
            return new PeriodRuns(days.within(begin, end, Long.MAX_VALUE), timesOfDay, positions);
        }
        // The times of the first day may be over.
        long enough = n / timesOfDay.length + 2;
        return new PeriodRuns(days.within(Math.max(begin, wantedDay), end, enough), timesOfDay, positions);
    }
}
