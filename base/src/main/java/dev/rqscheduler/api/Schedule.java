/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import dev.rqscheduler.internal.schedule.Options;
import dev.rqscheduler.internal.schedule.Plan;
import dev.rqscheduler.internal.schedule.Plans;
import dev.rqscheduler.internal.schedule.ScheduleForm;
import dev.rqscheduler.internal.schedule.ScheduleJson;
import dev.rqscheduler.internal.schedule.ScheduleName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A named schedule: what to run, when, and how to behave. Immutable; equal if its written form is equal. It lives in
 * Redis as JSON that any language can write, see docs/schedules.md; {@code dev.rqscheduler.Schedules} stores it there.
 *
 * <pre>{@code
 * Schedule.builder("nightly-report", JobSpec.of("shop.jobs.report", 7))
 *         .cron("H 3 * * mon-fri").zone(Zone.of("Europe/Berlin")).group("shop").build();
 * }</pre>
 */
public final class Schedule {

    static {
        Plans.provide(new Plans() {
            @Override
            protected Plan plan(Schedule schedule) {
                return schedule.plan;
            }

            @Override
            protected Schedule make(String name, Options options) {
                return new Schedule(name, options);
            }
        });
    }

    private final String name;
    private final Options options;
    private final Plan plan;
    private volatile @Nullable Map<String, PyValue> form;

    Schedule(String name, Options options) {
        this.name = ScheduleName.require(name);
        this.options = options;
        this.plan = Plan.of(name, options);
    }

    /**
     * @param name 1 to {@link ScheduleName#LONGEST} of {@code A-Z a-z 0-9 _ -}
     * @param job what to run; without an id, since each run is a separate job, and with arguments that JSON can
     *     represent
     */
    public static ScheduleBuilder builder(String name, JobSpec job) {
        return new ScheduleBuilder(name, job);
    }

    public String name() {
        return name;
    }

    /** The group it belongs to: only schedules of the same group are pruned when a file is applied. */
    public String group() {
        return options.group;
    }

    public JobSpec job() {
        return options.job;
    }

    public When when() {
        return options.when();
    }

    /** The time zone of cron expressions, rules and excluded dates. */
    public Zone zone() {
        return options.zone;
    }

    public ClockChange clockChange() {
        return options.clockChange;
    }

    /** Nothing is due before this instant. */
    public Optional<Instant> start() {
        return Optional.ofNullable(options.start);
    }

    /** Nothing is due from this instant on. */
    public Optional<Instant> end() {
        return Optional.ofNullable(options.end);
    }

    /** The number of runs after which it is finished; manual runs are not counted. */
    public OptionalLong maxRuns() {
        return options.maxRuns == 0 ? OptionalLong.empty() : OptionalLong.of(options.maxRuns);
    }

    /** Dates, in its zone, on which it does not run. */
    public List<DateRange> exclude() {
        return options.exclude;
    }

    /** Each run is delayed by less than this, by an amount derived from name and due time; zero for none. */
    public Duration jitter() {
        return options.jitter;
    }

    public Misfire misfire() {
        return options.misfire;
    }

    public Overlap overlap() {
        return options.overlap;
    }

    /** A run that waits longer than this in its queue is not started. */
    public Optional<Duration> deadline() {
        return Optional.ofNullable(options.deadline);
    }

    /**
     * Its due times after an instant, without jitter, by the time-zone rules of this process.
     *
     * @param count at most so many
     */
    public List<Instant> next(Instant after, int count) {
        return plan.next(after, count);
    }

    /** Returns its stored fields without defaults, in order. */
    public Map<String, PyValue> form() {
        Map<String, PyValue> written = form;
        if (written == null) {
            // Lazily: a scheduler that runs it does not need it.
            written = ScheduleForm.write(options);
            form = written;
        }
        return written;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Schedule that && name.equals(that.name) && form().equals(that.form());
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + form().hashCode();
    }

    @Override
    public String toString() {
        return name + " " + ScheduleJson.text(this);
    }
}
