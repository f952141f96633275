/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

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
public record Extent(
        Instant now,
        OptionalLong jobs,
        OptionalLong dueJobs,
        OptionalLong dueSchedules,
        Optional<Instant> oldestDue,
        Optional<Instant> nextDue,
        OptionalLong quarantined,
        OptionalLong missing,
        Optional<States> schedules) {

    /** Named schedules by state. One that is paused counts as paused alone, unless it is finished or broken. */
    public record States(long active, long paused, long finished, long broken) {

        static final States NONE = new States(0, 0, 0, 0);

        States plus(States other) {
            return new States(
                    active + other.active, paused + other.paused, finished + other.finished, broken + other.broken);
        }
    }
}
