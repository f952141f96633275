/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A job in the schedule, as it stood when it was read.
 *
 * @param id job id
 * @param due when it is due
 * @param queue name of the queue it goes to; empty text if its hash is missing or names none
 * @param status RQ's status text, usually {@code scheduled}; for a periodic job that of its last run; empty if unknown
 * @param description the call as text; empty if unknown
 * @param interval period of an interval job, whole seconds
 * @param cron expression of a cron job
 * @param runsLeft for a job with a repeat count: runs still to come, this one included
 */
public record ScheduledJob(
        String id,
        Instant due,
        String queue,
        String status,
        String description,
        Optional<Duration> interval,
        Optional<String> cron,
        OptionalLong runsLeft) {

    /** Whether another run follows the next one. */
    public boolean periodic() {
        return interval.isPresent() || cron.isPresent();
    }
}
