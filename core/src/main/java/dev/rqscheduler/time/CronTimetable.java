/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.time;

import java.time.Instant;
import java.util.Optional;

/** See {@link Timetable#cron}. */
record CronTimetable(CronExpression expression, Zone zone, ClockChange changes) implements Timetable {
    @Override
    public Optional<Instant> nextAfter(Instant after) {
        var pattern = expression.pattern();
        return WallClockRuns.of(pattern, pattern.wildcardClock(), zone, changes).after(after);
    }
}
