/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What became of a due job, or of a due time of a named schedule. There is one for each that a pass touched: nothing happens silently. */
public sealed interface Outcome {

    /** The job's, or the schedule's name. */
    String id();

    /** When the job was due. */
    Instant due();

    /**
     * In its queue.
     *
     * @param at when, by Redis's clock
     * @param next when it is due again
     * @param schedule the name of the schedule whose run it is; empty for a job of rq-scheduler's kind
     */
    record Moved(String id, String queue, Instant due, Instant at, Optional<Instant> next, Optional<String> schedule)
            implements Outcome {
        /** A job of rq-scheduler's kind. */
        public Moved(String id, String queue, Instant due, Instant at, Optional<Instant> next) {
            this(id, queue, due, at, next, Optional.empty());
        }

        /** How late it was; never negative. */
        public Duration lateness() {
            return Duration.between(due, at);
        }
    }

    /** Waits for unfinished dependencies, in RQ's own registry; a worker will queue it. */
    record Deferred(String id, String queue, Instant due, Optional<Instant> next) implements Outcome {}

    /**
     * This run was left out; without {@code next} the job is out of the schedule.
     *
     * @param queue where it would have gone
     * @param reason in words for a person
     */
    record Skipped(String id, String queue, Instant due, Optional<Instant> next, SkipCause cause, String reason)
            implements Outcome {}

    /**
     * Put aside, to be looked at.
     *
     * @param queue where it would have gone, as far as that can be read
     * @param reason in words for a person
     */
    record Quarantined(String id, String queue, Instant due, QuarantineCause cause, String reason) implements Outcome {}

    /** Forgotten by a quarantine that is full, to make room for a later one; its hash is still there. */
    record Evicted(String id, Instant due, String reason) implements Outcome {}

    /**
     * Its hash is not there, or has no data, which to RQ is no job; it is looked at again after the grace period.
     *
     * @param withoutData whether there is a hash
     */
    record Missing(String id, Instant due, boolean withoutData) implements Outcome {

        /** One without a hash. */
        public Missing(String id, Instant due) {
            this(id, due, false);
        }
    }

    /**
     * Its hash was still not there after the grace period, or still had no data; it is out of the schedule.
     *
     * @param withoutData whether there is a hash
     */
    record Dropped(String id, Instant due, boolean withoutData) implements Outcome {

        /** One without a hash. */
        public Dropped(String id, Instant due) {
            this(id, due, false);
        }
    }

    /** Redis refused the move; the job stays scheduled and is tried again at the next pass. */
    record Stuck(String id, Instant due, String reason) implements Outcome {}

    /**
     * Due times of a named schedule that got no run.
     *
     * @param id the schedule's name
     * @param due the first of them
     * @param more how many there were behind it
     * @param reason overlap, misfire, paused, excluded, or asked
     */
    record RunSkipped(String id, Instant due, int more, Optional<Instant> next, String reason) implements Outcome {}

    /** A named schedule that cannot be understood; it is left until somebody puts its definition right. */
    record ScheduleBroken(String id, Instant due, String reason) implements Outcome {}

    /** A named schedule that has run out; it stays to be looked at. */
    record ScheduleFinished(String id, Instant due) implements Outcome {}
}
