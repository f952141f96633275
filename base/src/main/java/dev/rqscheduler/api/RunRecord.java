/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of a due time of a named schedule.
 *
 * @param due on its timetable; for a run that somebody asked for, when they did
 * @param at when that was decided, and the job queued
 * @param outcome queued, skipped, or failed
 * @param reason why it was skipped or failed; empty text if it was queued
 * @param more how many due times behind it shared its fate, counted to 1,000
 * @param job the run's job
 * @param jobStatus what has become of that: finished, failed, queued, ...; empty if it cannot be read any more
 * @param askedBy who asked for it; empty for a run by the timetable
 */
public record RunRecord(
        Instant due,
        Instant at,
        String outcome,
        String reason,
        long more,
        Optional<String> job,
        Optional<String> jobStatus,
        Optional<String> askedBy) {

    /** From the due time, jitter and all, until it was dealt with. */
    public Duration lateness() {
        return Duration.between(due, at);
    }
}
