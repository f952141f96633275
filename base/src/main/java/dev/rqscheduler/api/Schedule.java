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
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
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
    public static Builder builder(String name, JobSpec job) {
        return new Builder(name, job);
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

    /** Builds a {@link Schedule}. Not thread-safe. {@link #build} reports errors. */
    public static final class Builder {

        private final String name;
        private final Options options;

        Builder(String name, JobSpec job) {
            this.name = name;
            this.options = new Options(job);
        }

        /**
         * Runs at each match of a cron expression in rq-scheduler's dialect; {@code H} is a value derived from the name.
         */
        public Builder cron(String expression) {
            return cron(expression, CronDialect.RQ_SCHEDULER);
        }

        public Builder cron(String expression, CronDialect dialect) {
            return when(new When.Cron(expression, dialect));
        }

        /** Runs at each full interval since 1970-01-01T00:00Z. */
        public Builder every(Duration interval) {
            return when(new When.Every(interval, new When.Epoch()));
        }

        /**
         * Runs at {@code anchor + k * interval}.
         *
         * @param anchor truncated to microseconds
         */
        public Builder every(Duration interval, Instant anchor) {
            return when(new When.Every(interval, new When.Fixed(micros(anchor))));
        }

        /** Runs at each interval, starting from an instant derived from the name. */
        public Builder everySpread(Duration interval) {
            return when(new When.Every(interval, new When.Spread()));
        }

        /**
         * @param times truncated to microseconds
         */
        public Builder at(Instant... times) {
            return when(new When.At(Arrays.stream(times).map(Builder::micros).toList()));
        }

        /** Scores have no finer resolution, but this machine's clock does. */
        private static Instant micros(Instant time) {
            return time.truncatedTo(ChronoUnit.MICROS);
        }

        /** Runs by an RFC 5545 recurrence rule, for example {@code FREQ=MONTHLY;BYDAY=-1FR}, from a wall-clock time on. */
        public Builder rrule(String rule, LocalDateTime from) {
            return when(new When.Rule(rule, Optional.of(from)));
        }

        public Builder when(When when) {
            options.when = when;
            return this;
        }

        public Builder group(String group) {
            options.group = group;
            return this;
        }

        /** Sets the time zone; UTC by default. */
        public Builder zone(Zone zone) {
            options.zone = zone;
            return this;
        }

        /** Same as {@link #zone(Zone)}, by zone name: the rules are rqscheduler's, not the JDK's. */
        public Builder zone(ZoneId zone) {
            return zone(Zone.of(zone));
        }

        public Builder clockChange(ClockChange rules) {
            options.clockChange = rules;
            return this;
        }

        /** Sets the instant before which nothing is due; truncated to microseconds. */
        public Builder start(Instant start) {
            options.start = micros(start);
            return this;
        }

        /** Sets the instant from which nothing is due; truncated to microseconds. */
        public Builder end(Instant end) {
            options.end = micros(end);
            return this;
        }

        /** Sets the maximum number of runs, at least 1. */
        public Builder maxRuns(long runs) {
            if (runs < 1) {
                throw new BadScheduleException("max_runs", "must be at least 1, not " + runs);
            }
            options.maxRuns = runs;
            return this;
        }

        public Builder exclude(DateRange... ranges) {
            options.exclude = List.of(ranges);
            return this;
        }

        /** Sets the jitter, up to a day. */
        public Builder jitter(Duration most) {
            options.jitter = most;
            return this;
        }

        public Builder misfire(Misfire policy) {
            options.misfire = policy;
            return this;
        }

        public Builder overlap(Overlap policy) {
            options.overlap = policy;
            return this;
        }

        /** Sets how long a run may wait in its queue: whole seconds, at least one. */
        public Builder deadline(Duration longest) {
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
}
