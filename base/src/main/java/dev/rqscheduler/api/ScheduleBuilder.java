/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import dev.rqscheduler.internal.schedule.Options;
import dev.rqscheduler.internal.schedule.Plans;
import dev.rqscheduler.internal.schedule.ScheduleForm;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Builds a {@link Schedule}. Not thread-safe. {@link #build} reports errors. */
public final class ScheduleBuilder {

    private final String name;
    private final Options options;

    ScheduleBuilder(String name, JobSpec job) {
        this.name = name;
        this.options = new Options(job);
    }

    /**
     * Runs at each match of a cron expression in rq-scheduler's dialect; {@code H} is a value derived from the name.
     */
    public ScheduleBuilder cron(String expression) {
        return cron(expression, CronDialect.RQ_SCHEDULER);
    }

    public ScheduleBuilder cron(String expression, CronDialect dialect) {
        return when(new When.Cron(expression, dialect));
    }

    /** Runs at each full interval since 1970-01-01T00:00Z. */
    public ScheduleBuilder every(Duration interval) {
        return when(new When.Every(interval, new When.Epoch()));
    }

    /**
     * Runs at {@code anchor + k * interval}.
     *
     * @param anchor truncated to microseconds
     */
    public ScheduleBuilder every(Duration interval, Instant anchor) {
        return when(new When.Every(interval, new When.Fixed(micros(anchor))));
    }

    /** Runs at each interval, starting from an instant derived from the name. */
    public ScheduleBuilder everySpread(Duration interval) {
        return when(new When.Every(interval, new When.Spread()));
    }

    /**
     * @param times truncated to microseconds
     */
    public ScheduleBuilder at(Instant... times) {
        return when(
                new When.At(Arrays.stream(times).map(ScheduleBuilder::micros).toList()));
    }

    /** Scores have no finer resolution, but this machine's clock does. */
    private static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    /** Runs by an RFC 5545 recurrence rule, for example {@code FREQ=MONTHLY;BYDAY=-1FR}, from a wall-clock time on. */
    public ScheduleBuilder rrule(String rule, LocalDateTime from) {
        return when(new When.Rule(rule, Optional.of(from)));
    }

    public ScheduleBuilder when(When when) {
        options.when = when;
        return this;
    }

    public ScheduleBuilder group(String group) {
        options.group = group;
        return this;
    }

    /** Sets the time zone; UTC by default. */
    public ScheduleBuilder zone(Zone zone) {
        options.zone = zone;
        return this;
    }

    /** Same as {@link #zone(Zone)}, by zone name: the rules are rqscheduler's, not the JDK's. */
    public ScheduleBuilder zone(ZoneId zone) {
        return zone(Zone.of(zone));
    }

    public ScheduleBuilder clockChange(ClockChange rules) {
        options.clockChange = rules;
        return this;
    }

    /** Sets the instant before which nothing is due; truncated to microseconds. */
    public ScheduleBuilder start(Instant start) {
        options.start = micros(start);
        return this;
    }

    /** Sets the instant from which nothing is due; truncated to microseconds. */
    public ScheduleBuilder end(Instant end) {
        options.end = micros(end);
        return this;
    }

    /** Sets the maximum number of runs, at least 1. */
    public ScheduleBuilder maxRuns(long runs) {
        if (runs < 1) {
            throw new BadScheduleException("max_runs", "must be at least 1, not " + runs);
        }
        options.maxRuns = runs;
        return this;
    }

    public ScheduleBuilder exclude(DateRange... ranges) {
        options.exclude = List.of(ranges);
        return this;
    }

    /** Sets the jitter, up to a day. */
    public ScheduleBuilder jitter(Duration most) {
        options.jitter = most;
        return this;
    }

    public ScheduleBuilder misfire(Misfire policy) {
        options.misfire = policy;
        return this;
    }

    public ScheduleBuilder overlap(Overlap policy) {
        options.overlap = policy;
        return this;
    }

    /** Sets how long a run may wait in its queue: whole seconds, at least one. */
    public ScheduleBuilder deadline(Duration longest) {
        options.deadline = longest;
        return this;
    }

    /**
     * @throws BadScheduleException if a field is invalid, naming it
     */
    public Schedule build() {
        return ScheduleForm.checked(Plans.schedule(name, options.copy()));
    }
}
