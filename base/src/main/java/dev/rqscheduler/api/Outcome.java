/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The outcome of a due job, or of a due time of a named schedule. Every one that a pass touches has an outcome: nothing
 * happens silently.
 */
public sealed interface Outcome {

    /** The job's id, or the schedule's name. */
    String id();

    /** When the job was due. */
    Instant due();

    /** Calls the visitor's method for this kind of outcome. */
    <R> R accept(Visitor<R> visitor);

    /**
     * One method for each kind of outcome, so that a new kind does not compile where it is not handled.
     *
     * @param <R> what the methods return, such as a {@link Runnable} for what to do
     */
    interface Visitor<R> {
        R moved(Moved job);

        R deferred(Deferred job);

        R skipped(Skipped job);

        R quarantined(Quarantined job);

        R evicted(Evicted job);

        R missing(Missing job);

        R dropped(Dropped job);

        R stuck(Stuck job);

        R runSkipped(RunSkipped run);

        R scheduleBroken(ScheduleBroken schedule);

        R scheduleFinished(ScheduleFinished schedule);
    }

    /**
     * The job is in its queue.
     *
     * @param at when, by Redis's clock
     * @param next when it is due again
     * @param schedule the name of the schedule whose run it is; empty for a plain rq-scheduler job
     */
    record Moved(String id, String queue, Instant due, Instant at, Optional<Instant> next, Optional<String> schedule)
            implements Outcome {
        /** Creates an outcome of a plain rq-scheduler job. */
        public Moved(String id, String queue, Instant due, Instant at, Optional<Instant> next) {
            this(id, queue, due, at, next, Optional.empty());
        }

        /** Returns how late it was; never negative. */
        public Duration lateness() {
            return Duration.between(due, at);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.moved(this);
        }
    }

    /** Waits for unfinished dependencies, in RQ's own registry; a worker will queue it. */
    record Deferred(String id, String queue, Instant due, Optional<Instant> next) implements Outcome {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.deferred(this);
        }
    }

    /**
     * This run was skipped; without {@code next} the job is no longer scheduled.
     *
     * @param queue where it would have gone
     * @param reason in plain words
     */
    record Skipped(String id, String queue, Instant due, Optional<Instant> next, SkipCause cause, String reason)
            implements Outcome {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.skipped(this);
        }
    }

    /**
     * The job was quarantined.
     *
     * @param queue where it would have gone, if readable
     * @param reason in plain words
     */
    record Quarantined(String id, Optional<String> queue, Instant due, QuarantineCause cause, String reason)
            implements Outcome {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.quarantined(this);
        }
    }

    /** The job was evicted from a full quarantine to make room for a later one; its hash is kept. */
    record Evicted(String id, Instant due, String reason) implements Outcome {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.evicted(this);
        }
    }

    /**
     * Its hash is missing, or has no data, which RQ does not treat as a job; it is checked again after the grace
     * period.
     *
     * @param withoutData whether the hash exists but has no data
     */
    record Missing(String id, Instant due, boolean withoutData) implements Outcome {

        /** Creates an outcome for a job without a hash. */
        public Missing(String id, Instant due) {
            this(id, due, false);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.missing(this);
        }
    }

    /**
     * Its hash was still missing after the grace period, or still had no data; the job is no longer scheduled.
     *
     * @param withoutData whether the hash exists but has no data
     */
    record Dropped(String id, Instant due, boolean withoutData) implements Outcome {

        /** Creates an outcome for a job without a hash. */
        public Dropped(String id, Instant due) {
            this(id, due, false);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropped(this);
        }
    }

    /** Redis refused the move; the job stays scheduled and is retried in the next pass. */
    record Stuck(String id, Instant due, String reason) implements Outcome {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.stuck(this);
        }
    }

    /**
     * Due times of a named schedule without a run.
     *
     * @param id the schedule's name
     * @param due the first of them
     * @param more how many followed it
     */
    record RunSkipped(String id, Instant due, int more, Optional<Instant> next, RunSkipReason reason)
            implements Outcome {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.runSkipped(this);
        }
    }

    /** A named schedule with an invalid definition; it does not run until its definition is fixed. */
    record ScheduleBroken(String id, Instant due, String reason) implements Outcome {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.scheduleBroken(this);
        }
    }

    /** A named schedule that has no runs left; it is kept for inspection. */
    record ScheduleFinished(String id, Instant due) implements Outcome {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.scheduleFinished(this);
        }
    }
}
