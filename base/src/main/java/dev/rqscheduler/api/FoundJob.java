/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.util.Optional;

/**
 * A scheduled job that a search found.
 *
 * @param function dotted name of the function it calls; empty if unknown
 * @param overdue whether it was due when it was read
 * @param hasHash whether its hash exists: without one it cannot run
 */
public record FoundJob(ScheduledJob job, Optional<String> function, boolean overdue, boolean hasHash) {}
