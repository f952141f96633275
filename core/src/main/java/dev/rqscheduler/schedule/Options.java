/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.schedule;

import dev.rqscheduler.job.JobSpec;
import dev.rqscheduler.time.ClockChange;
import dev.rqscheduler.time.DateRange;
import dev.rqscheduler.time.Zone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a schedule is made of but its name, with what is so by default. Filled, copied, then not changed any more. */
final class Options implements Cloneable {

    JobSpec job;
    String group = "";

    @Nullable
    When when;

    Zone zone = Zone.UTC;
    ClockChange clockChange = ClockChange.DEFAULT;

    @Nullable
    Instant start;

    @Nullable
    Instant end;

    long maxRuns;
    List<DateRange> exclude = List.of();
    Duration jitter = Duration.ZERO;
    Misfire misfire = new Misfire.Once();
    Overlap overlap = Overlap.SKIP;

    @Nullable
    Duration deadline;

    Options(JobSpec job) {
        this.job = job;
    }

    When when() {
        if (when == null) {
            throw new BadScheduleException("", "says not when: give one of cron, every, at and rrule");
        }
        return when;
    }

    Options copy() {
        try {
            return (Options) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean isUtc(Zone zone) {
        return zone.id().equals("UTC") || zone.id().equals("Z");
    }
}
