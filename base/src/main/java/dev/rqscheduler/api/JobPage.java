/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A page of search results.
 *
 * @param now the time by Redis's clock
 * @param next where to continue; empty if this is the last page
 * @param looked how many jobs were examined
 * @param stoppedEarly whether the search stopped at its limit of jobs to examine or after reading 8 MiB, so that more
 *     may be found
 * @param lookedUntil the due time of the last job examined, if it stopped early
 */
public record JobPage(
        Instant now,
        List<FoundJob> jobs,
        Optional<JobCursor> next,
        long looked,
        boolean stoppedEarly,
        Optional<Instant> lookedUntil) {

    public JobPage {
        jobs = List.copyOf(jobs);
    }

    /**
     * A scheduled job that a search found.
     *
     * @param function dotted name of the function it calls; empty if unknown
     * @param overdue whether it was due when it was read
     * @param hasHash whether its hash exists: without one it cannot run
     */
    public record FoundJob(ScheduledJob job, Optional<String> function, boolean overdue, boolean hasHash) {}
}
