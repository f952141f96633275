/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import dev.rqscheduler.internal.time.CronExpression;
import dev.rqscheduler.internal.time.DueTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;

/** A job and when to run it: what {@code SchedulerClient.schedule} takes, one at a time or many. Immutable. */
public sealed interface JobRequest {

    JobSpec job();

    /** Runs the job once, at {@code due}; fractions of a second are kept to the microsecond. */
    static JobRequest at(Instant due, JobSpec job) {
        return new At(due, job);
    }

    /** Runs the job once, {@code delay} from now by Redis's clock. */
    static JobRequest in(Duration delay, JobSpec job) {
        return new In(delay, job);
    }

    /** Runs the job first at {@code first}, then every {@code interval} (whole seconds) indefinitely. */
    static JobRequest every(Instant first, Duration interval, JobSpec job) {
        return new Every(first, interval, OptionalInt.empty(), job);
    }

    /**
     * Runs the job first at {@code first}, then every {@code interval} (whole seconds), {@code repeat} times in total.
     */
    static JobRequest every(Instant first, Duration interval, int repeat, JobSpec job) {
        return new Every(first, interval, OptionalInt.of(repeat), job);
    }

    /** Runs the job at each match of {@code expression} in the scheduler's cron zone. */
    static JobRequest cron(String expression, JobSpec job) {
        return new Cron(expression, OptionalInt.empty(), job);
    }

    /** Runs the job at the next {@code repeat} matches of {@code expression} in the scheduler's cron zone. */
    static JobRequest cron(String expression, int repeat, JobSpec job) {
        return new Cron(expression, OptionalInt.of(repeat), job);
    }

    /** Once at an instant, 1970 to 9999. */
    record At(Instant due, JobSpec job) implements JobRequest {
        public At {
            DueTimes.require(due);
            Objects.requireNonNull(job, "job");
        }
    }

    /** Once after a delay of zero to 1,000 years. */
    record In(Duration delay, JobSpec job) implements JobRequest {
        public In {
            DueTimes.requireDelay(delay);
            Objects.requireNonNull(job, "job");
        }
    }

    /**
     * At a fixed interval that keeps its phase.
     *
     * @param repeat total number of runs, at least 1; empty for unlimited (rq-scheduler's {@code repeat})
     */
    record Every(Instant first, Duration interval, OptionalInt repeat, JobSpec job) implements JobRequest {
        public Every {
            DueTimes.require(first);
            JobSpec.requireWholeSeconds("interval", interval, 1);
            DueTimes.requireRepeat(repeat);
            Objects.requireNonNull(job, "job");
        }
    }

    /**
     * By a cron expression in rq-scheduler's dialect.
     *
     * @param repeat total number of runs, at least 1; empty for unlimited
     */
    record Cron(String expression, OptionalInt repeat, JobSpec job) implements JobRequest {
        /**
         * @throws dev.rqscheduler.api.CronSyntaxException if the expression is invalid
         */
        public Cron {
            CronExpression.parse(expression);
            DueTimes.requireRepeat(repeat);
            Objects.requireNonNull(job, "job");
        }
    }
}
