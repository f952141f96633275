/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much there is at one moment. A number is empty where Redis refused to tell it.
 *
 * @param now by Redis's clock
 * @param jobs in rq-scheduler's schedule, due or not
 * @param dueJobs of them, those whose time has come
 * @param dueSchedules named schedules whose time has come
 * @param oldestDue of jobs and schedules, the one that is due for the longest time
 * @param nextDue of jobs and schedules, the first that is not yet due
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

    /** Named schedules by state. One that is paused counts as paused alone, unless it has run out or is broken. */
    public record States(long active, long paused, long finished, long broken) {

        static final States NONE = new States(0, 0, 0, 0);

        States plus(States other) {
            return new States(
                    active + other.active, paused + other.paused, finished + other.finished, broken + other.broken);
        }
    }
}
