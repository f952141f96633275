/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The outcome of a due time of a named schedule.
 *
 * @param due the due time on its timetable; for a manual run, the time of the request
 * @param at when that was decided, and the job queued
 * @param outcome the outcome of the due time
 * @param skipReason why it was skipped
 * @param problem why it failed, in one line
 * @param more how many later due times had the same outcome, counted up to 1,000
 * @param job the run's job
 * @param jobStatus that job's status: finished, failed, queued, ...; empty if it can no longer be read
 * @param askedBy who requested the run; empty for a run from the timetable
 */
public record RunRecord(
        Instant due,
        Instant at,
        RunOutcome outcome,
        Optional<RunSkipReason> skipReason,
        Optional<String> problem,
        long more,
        Optional<String> job,
        Optional<String> jobStatus,
        Optional<String> askedBy) {

    /** Returns why it was skipped or failed, for display; empty if it was queued. */
    public Optional<String> reason() {
        return problem.or(() -> skipReason.map(RunSkipReason::word));
    }

    /** Returns the time from the due time, including jitter, until it was handled. */
    public Duration lateness() {
        return Duration.between(due, at);
    }
}
