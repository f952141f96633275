/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Instant;
import java.util.Optional;

/**
 * The current state of a named schedule.
 *
 * @param schedule its definition; empty if that is invalid
 * @param next when it runs next, with jitter; empty if never, or if the scheduler has yet to compute it
 * @param nextDue that run's due time on its timetable, without jitter
 * @param skipping whether that run is to be skipped on request
 * @param runs number of runs queued at due times
 * @param manualRuns number of manual runs
 * @param lastDue the due time of the last run
 * @param lastAt when that run was queued
 * @param lastJob its job's id
 * @param lastRecord the newest entry of its history
 * @param problem what is wrong with the definition; empty if nothing
 */
public record ScheduleStatus(
        String name,
        State state,
        Optional<Schedule> schedule,
        Optional<Instant> next,
        Optional<Instant> nextDue,
        boolean skipping,
        long runs,
        long manualRuns,
        Optional<Instant> lastDue,
        Optional<Instant> lastAt,
        Optional<String> lastJob,
        Optional<Pause> pause,
        Optional<String> problem,
        Optional<Instant> updatedAt,
        Optional<String> updatedBy,
        Optional<RunRecord> lastRecord) {

    /** State of a schedule. */
    public enum State {
        ACTIVE,
        PAUSED,
        /** A run is waiting for the previous one, or for Redis to accept it. */
        WAITING,
        /** It has no runs left. */
        FINISHED,
        /** Its definition is invalid. */
        BROKEN
    }

    /** Why, by whom and since when a schedule is paused. */
    public record Pause(Optional<String> reason, Optional<String> by, Optional<Instant> since) {}
}
