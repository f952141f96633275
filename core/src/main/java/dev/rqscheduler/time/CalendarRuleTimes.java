/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.time;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.jspecify.annotations.Nullable;

/**
 * The wall-clock times of a rule with weeks, months or years for periods, as lib-recur finds them. To the library they
 * are times of UTC: it does not hear of the zone, so that its idea of a change of the clocks does not come in.
 */
record CalendarRuleTimes(RecurrenceRule rule, LocalDateTime start) implements WallTimes {
    private static final long MILLIS = 1000;
    private static final long LAST =
            LocalDateTime.of(CronPattern.LAST_YEAR, 12, 31, 23, 59, 59).toEpochSecond(ZoneOffset.UTC) * MILLIS;

    @Override
    public @Nullable LocalDateTime nextFrom(LocalDateTime from) {
        return nthFrom(from, 1);
    }

    /** Walks from one to the next, since each search anew begins at the start of the rule. */
    @Override
    public @Nullable LocalDateTime nthFrom(LocalDateTime from, int n) {
        long wanted = (from.isBefore(start) ? start : from).toEpochSecond(ZoneOffset.UTC) * MILLIS;
        int found = 0;
        try {
            RecurrenceRuleIterator times =
                    rule.iterator(new DateTime(DateTime.UTC, start.toEpochSecond(ZoneOffset.UTC) * MILLIS));
            times.fastForward(wanted);
            while (times.hasNext()) {
                long time = times.nextMillis();
                if (time > LAST) {
                    return null;
                }
                if (time >= wanted && ++found == n) {
                    return LocalDateTime.ofEpochSecond(time / MILLIS, 0, ZoneOffset.UTC);
                }
            }
            return null;
        } catch (IllegalArgumentException | IllegalStateException noneInAThousandPeriods) {
            // The library's way to end a search such as for 30 February. It looks at 1000 periods or more.
            return null;
        }
    }
}
