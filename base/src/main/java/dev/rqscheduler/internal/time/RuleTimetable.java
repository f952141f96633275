/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.ClockChange;
import dev.rqscheduler.api.Zone;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * See {@link Timetable#rule}.
 *
 * @param rhythmic whether the rule follows the clock, see {@link ClockChange}
 * @param until the last instant that may be due
 */
record RuleTimetable(WallTimes times, boolean rhythmic, Zone zone, ClockChange changes, Instant until)
        implements Timetable {
    static RuleTimetable of(String text, LocalDateTime start, Zone zone, ClockChange changes) {
        var rule = RuleText.parse(text);
        if (!start.equals(start.truncatedTo(ChronoUnit.SECONDS))
                || start.getYear() < CronPattern.FIRST_YEAR
                || start.getYear() > CronPattern.LAST_YEAR) {
            throw new IllegalArgumentException(
                    "bad start " + start + " of a recurrence rule: it must be at a whole second" + " of the years "
                            + CronPattern.FIRST_YEAR + " to " + CronPattern.LAST_YEAR);
        }
        RuleFrequency frequency = rule.rule().frequency();
        WallTimes all = frequency.isDailyOrShorter()
                ? new EvenRuleTimes(rule.rule(), start)
                : new CalendarRuleTimes(rule.rule(), start);
        LocalDateTime last = rule.lastWallTime();
        if (rule.count() > 0) {
            LocalDateTime counted = all.nthFrom(start, rule.count());
            last = counted == null ? last : counted;
        }
        boolean rhythmic = frequency.isDailyOrShorter() && frequency != RuleFrequency.DAILY;
        return new RuleTimetable(new BoundedTimes(all, last), rhythmic, zone, changes, rule.lastInstant());
    }

    @Override
    public Optional<Instant> nextAfter(Instant after) {
        return runs().after(after).filter(due -> !due.isAfter(until));
    }

    @Override
    public Optional<Instant> counterpart(Instant due, Timetable other) {
        return other instanceof RuleTimetable that
                ? that.runs().wallTime(due).map(wall -> WallClockRuns.place(wall, zone))
                : Optional.empty();
    }

    private WallClockRuns runs() {
        return WallClockRuns.of(times, rhythmic, zone, changes);
    }
}
