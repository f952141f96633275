/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import dev.rqscheduler.internal.schedule.Plans;
import dev.rqscheduler.internal.schedule.Options;
import dev.rqscheduler.internal.schedule.ScheduleForm;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Collects what a {@link Schedule} is made of. Not thread-safe. What is wrong is said by {@link #build}. */
public final class ScheduleBuilder {

    private final String name;
    private final Options options;

    ScheduleBuilder(String name, JobSpec job) {
        this.name = name;
        this.options = new Options(job);
    }

    /** At each match of a cron expression in rq-scheduler's dialect; {@code H} stands for what the name decides. */
    public ScheduleBuilder cron(String expression) {
        return cron(expression, CronDialect.RQ_SCHEDULER);
    }

    public ScheduleBuilder cron(String expression, CronDialect dialect) {
        return when(new When.Cron(expression, dialect));
    }

    /** At each full interval since 1970-01-01T00:00Z. */
    public ScheduleBuilder every(Duration interval) {
        return when(new When.Every(interval, new When.Epoch()));
    }

    /**
     * At {@code anchor + k * interval}.
     *
     * @param anchor what is beyond microseconds is cut off
     */
    public ScheduleBuilder every(Duration interval, Instant anchor) {
        return when(new When.Every(interval, new When.Fixed(micros(anchor))));
    }

    /** Every interval, from an instant on that the name decides. */
    public ScheduleBuilder everySpread(Duration interval) {
        return when(new When.Every(interval, new When.Spread()));
    }

    /**
     * @param times what is beyond microseconds is cut off
     */
    public ScheduleBuilder at(Instant... times) {
        return when(
                new When.At(Arrays.stream(times).map(ScheduleBuilder::micros).toList()));
    }

    /** Scores carry no more, and the clock of this machine has more. */
    private static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    /** By a recurrence rule of RFC 5545, for example {@code FREQ=MONTHLY;BYDAY=-1FR}, from a wall-clock time on. */
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

    /** UTC by default. */
    public ScheduleBuilder zone(Zone zone) {
        options.zone = zone;
        return this;
    }

    /** As {@link #zone(Zone)}, by the name of the zone: its rules are ours, not the JDK's. */
    public ScheduleBuilder zone(ZoneId zone) {
        return zone(Zone.of(zone));
    }

    public ScheduleBuilder clockChange(ClockChange rules) {
        options.clockChange = rules;
        return this;
    }

    /** Nothing is due before this; what is beyond microseconds is cut off. */
    public ScheduleBuilder start(Instant start) {
        options.start = micros(start);
        return this;
    }

    /** Nothing is due from this instant on; what is beyond microseconds is cut off. */
    public ScheduleBuilder end(Instant end) {
        options.end = micros(end);
        return this;
    }

    /** At least 1. */
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

    /** Less than a day. */
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

    /** Whole seconds, at least one. */
    public ScheduleBuilder deadline(Duration longest) {
        options.deadline = longest;
        return this;
    }

    /**
     * @throws BadScheduleException if something is wrong, naming the field
     */
    public Schedule build() {
        return ScheduleForm.checked(Plans.schedule(name, options.copy()));
    }
}
