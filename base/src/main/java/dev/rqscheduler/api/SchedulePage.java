/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A page of named schedules found by a search.
 *
 * @param now the time by Redis's clock
 * @param next the name after which to continue; empty if this is the last page
 * @param looked how many schedules were examined
 * @param stoppedEarly whether the search stopped at its limit of schedules to examine or after reading 4 MiB, so that
 *     more may be found
 */
public record SchedulePage(
        Instant now, List<FoundSchedule> schedules, Optional<String> next, long looked, boolean stoppedEarly) {

    public SchedulePage {
        schedules = List.copyOf(schedules);
    }

    /**
     * @param outcomes the most recent ones, newest first
     */
    public record FoundSchedule(ScheduleStatus status, List<RunRecord> outcomes) {}
}
