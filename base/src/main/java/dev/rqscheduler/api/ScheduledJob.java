/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A scheduled job, as read.
 *
 * @param id job id
 * @param due when it is due
 * @param queue name of its queue; empty if its hash is missing or has none
 * @param status RQ's status, usually {@code scheduled}; for a periodic job that of its last run; empty if unknown
 * @param description the call as a string; empty if unknown
 * @param interval period of an interval job, whole seconds
 * @param cron expression of a cron job
 * @param runsLeft for a job with a repeat count: remaining runs, including this one
 */
public record ScheduledJob(
        String id,
        Instant due,
        Optional<String> queue,
        Optional<String> status,
        Optional<String> description,
        Optional<Duration> interval,
        Optional<String> cron,
        OptionalLong runsLeft) {

    /** Returns whether another run follows the next one. */
    public boolean periodic() {
        return interval.isPresent() || cron.isPresent();
    }
}
