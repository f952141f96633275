/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a search found.
 *
 * @param now the time by Redis's clock
 * @param next where to go on; empty if nothing comes behind this page
 * @param looked how many jobs were looked at
 * @param stoppedEarly whether the search ended at the most jobs to look at, or at 8 MiB read of them, so that further ones may
 *     be found
 * @param lookedUntil the due time of the last job looked at, if it stopped early
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
}
