/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import dev.rqscheduler.internal.connection.Reply;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The amount of work at one moment. A number that Redis refused to show is empty.
 *
 * @param now by Redis's clock
 * @param jobs rq-scheduler's scheduled jobs, due or not
 * @param dueJobs those of them that are due
 * @param dueSchedules named schedules that are due
 * @param oldestDue due time of the job or schedule overdue the longest
 * @param nextDue due time of the first job or schedule that is not due yet
 * @param quarantined jobs in quarantine
 * @param missing ids whose hash is missing, in their grace period
 * @param schedules named schedules by state; empty until all have been counted
 */
public record BacklogStats(
        Instant now,
        OptionalLong jobs,
        OptionalLong dueJobs,
        OptionalLong dueSchedules,
        Optional<Instant> oldestDue,
        Optional<Instant> nextDue,
        OptionalLong quarantined,
        OptionalLong missing,
        Optional<States> schedules) {

    /**
     * Named schedules by state, each counted once: broken before paused, paused before finished, and waiting only while it is
     * none of these. One whose key holds another type is broken; one that Redis refuses to show is not counted.
     */
    public record States(long active, long waiting, long paused, long finished, long broken) {

        public static final States NONE = new States(0, 0, 0, 0, 0);

        public States plus(States other) {
            return new States(
                    active + other.active,
                    waiting + other.waiting,
                    paused + other.paused,
                    finished + other.finished,
                    broken + other.broken);
        }

        /** All of them. */
        public long sum() {
            return active + waiting + paused + finished + broken;
        }

        /** As {@code extent.lua} counts them. */
        public static States of(Reply counts) {
            return new States(
                    counts.at(0).number(),
                    counts.at(1).number(),
                    counts.at(2).number(),
                    counts.at(3).number(),
                    counts.at(4).number());
        }
    }
}
