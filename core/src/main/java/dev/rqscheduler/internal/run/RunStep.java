/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.run;

import java.util.List;
import java.util.Optional;

/**
 * What is to be done with a schedule whose time has come, all of it in one step.
 *
 * @param read what the decision was made from; it holds only as long as that is so
 * @param run the job to be queued
 * @param entries for the history, oldest first
 */
public record RunStep(DueSchedule read, Optional<JobRun> run, List<HistoryEntry> entries, Next next) {}
