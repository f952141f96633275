/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.ClockChange;
import dev.rqscheduler.api.Zone;
import java.time.Instant;
import java.util.Optional;

/** See {@link Timetable#cron}. */
record CronTimetable(CronExpression expression, Zone zone, ClockChange changes) implements Timetable {
    @Override
    public Optional<Instant> nextAfter(Instant after) {
        return runs().after(after);
    }

    @Override
    public Optional<Instant> counterpart(Instant due, Timetable other) {
        return other instanceof CronTimetable that
                ? that.runs().wallTime(due).map(wall -> WallClockRuns.place(wall, zone))
                : Optional.empty();
    }

    @Override
    public boolean rhythmic() {
        return expression.pattern().wildcardClock();
    }

    private WallClockRuns runs() {
        var pattern = expression.pattern();
        return WallClockRuns.of(pattern, pattern.wildcardClock(), zone, changes);
    }
}
