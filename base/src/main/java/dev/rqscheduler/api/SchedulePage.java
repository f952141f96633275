/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a search for named schedules found.
 *
 * @param now the time by Redis's clock
 * @param next the name behind which to go on; empty if nothing comes behind this page
 * @param looked how many schedules were looked at
 * @param stoppedEarly whether the search ended at the most to look at, or at 4 MiB read of them, so that further ones may be
 *     found
 */
public record SchedulePage(
        Instant now, List<FoundSchedule> schedules, Optional<String> next, long looked, boolean stoppedEarly) {

    public SchedulePage {
        schedules = List.copyOf(schedules);
    }

    /**
     * @param outcomes the last ones, newest first
     */
    public record FoundSchedule(ScheduleStatus status, List<RunRecord> outcomes) {}
}
