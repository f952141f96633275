/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.QuarantinedJob;
import java.util.List;
import java.util.Optional;

/**
 * A page of quarantined jobs.
 *
 * @param count total number of jobs in quarantine
 * @param from number of jobs before this page
 */
public record QuarantineModel(long count, long from, List<QuarantinedJob> jobs) {

    static final int SIZE = 50;

    public Optional<String> newer() {
        return from == 0 ? Optional.empty() : Optional.of("/quarantine?from=" + Math.max(0, from - SIZE));
    }

    public Optional<String> older() {
        return from + jobs.size() >= count || jobs.isEmpty()
                ? Optional.empty()
                : Optional.of("/quarantine?from=" + (from + jobs.size()));
    }
}
