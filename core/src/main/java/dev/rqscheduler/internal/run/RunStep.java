/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to do with a due schedule, all in one step.
 *
 * @param read what the decision was based on; it is valid only while that is unchanged
 * @param run the job to queue
 * @param entries for the history, oldest first
 */
public record RunStep(DueSchedule read, Optional<JobRun> run, List<HistoryEntry> entries, Next next) {

    /** When a schedule is to be checked again. */
    public sealed interface Next {

        /**
         * At a due time.
         *
         * @param due on the timetable
         * @param moment with jitter
         */
        record At(Instant due, Instant moment) implements Next {}

        /** At an instant, for the same due time; its run is waiting. */
        record Held(Instant due, Instant until) implements Next {}

        /** Never: it has no runs left. */
        record Finished() implements Next {}

        /** Never, until its definition is fixed. */
        record Broken(String problem) implements Next {}
    }
}
