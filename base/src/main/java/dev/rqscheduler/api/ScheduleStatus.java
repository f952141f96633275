/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Instant;
import java.util.Optional;

/**
 * A named schedule as it stands.
 *
 * @param schedule its definition; empty if that cannot be understood
 * @param next when it runs next, with jitter; empty if never, or if the scheduler has yet to reckon it
 * @param nextDue the due time of that on its timetable, without jitter
 * @param skipping whether somebody asked for that to be left out
 * @param runs how many runs were queued at due times
 * @param manualRuns how many runs somebody asked for
 * @param lastDue the due time of the last run
 * @param lastAt when that was queued
 * @param lastJob its job's id
 * @param lastRecord the newest line of its history
 * @param problem what is wrong with the definition; empty text if nothing
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
        String problem,
        Optional<Instant> updatedAt,
        String updatedBy,
        Optional<RunRecord> lastRecord) {

    /** What a schedule does. */
    public enum State {
        ACTIVE,
        PAUSED,
        /** A run waits for the one before it, or for Redis to take it. */
        WAITING,
        /** It has run out. */
        FINISHED,
        /** Its definition cannot be understood. */
        BROKEN
    }

    /** Why, by whom and since when a schedule is paused. */
    public record Pause(String reason, String by, Optional<Instant> since) {}
}
