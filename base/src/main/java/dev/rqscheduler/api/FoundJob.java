/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/**
 * A scheduled job that a search found.
 *
 * @param function dotted name of what it calls; empty text if nothing tells
 * @param overdue whether it was due when it was read
 * @param hasHash whether its hash is there: without one it cannot run
 */
public record FoundJob(ScheduledJob job, String function, boolean overdue, boolean hasHash) {}
