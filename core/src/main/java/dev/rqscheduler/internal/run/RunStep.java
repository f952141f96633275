/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.run;

import java.util.List;
import java.util.Optional;

/**
 * What to do with a due schedule, all in one step.
 *
 * @param read what the decision was based on; it is valid only while that is unchanged
 * @param run the job to queue
 * @param entries for the history, oldest first
 */
public record RunStep(DueSchedule read, Optional<JobRun> run, List<HistoryEntry> entries, NextRunState next) {}
