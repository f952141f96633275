/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.schedule;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.ClockChange;
import dev.rqscheduler.api.DateRange;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Misfire;
import dev.rqscheduler.api.Overlap;
import dev.rqscheduler.api.When;
import dev.rqscheduler.api.Zone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything in a schedule except its name, with its default. Filled, copied, then no longer modified. */
public final class Options implements Cloneable {

    public JobSpec job;
    public String group = "";

    @Nullable
    public When when;

    public Zone zone = Zone.UTC;
    public ClockChange clockChange = ClockChange.DEFAULT;

    @Nullable
    public Instant start;

    @Nullable
    public Instant end;

    public long maxRuns;
    public List<DateRange> exclude = List.of();
    public Duration jitter = Duration.ZERO;
    public Misfire misfire = new Misfire.Once();
    public Overlap overlap = Overlap.SKIP;

    @Nullable
    public Duration deadline;

    public Options(JobSpec job) {
        this.job = job;
    }

    public When when() {
        if (when == null) {
            throw new BadScheduleException("has no timing: give one of cron, every, at or rrule");
        }
        return when;
    }

    public Options copy() {
        try {
            return (Options) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
