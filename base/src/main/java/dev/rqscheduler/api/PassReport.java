/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A successful pass, whether or not anything was due.
 *
 * @param at time of its last read, by Redis's clock
 * @param duration duration of the whole pass, including the reporting of outcomes
 * @param scriptTime how much of that was spent in Redis's scripts, as {@link SchedulerListener#onScript} counts it
 * @param settled how many jobs and due times of schedules were handled
 * @param stuck how many due jobs Redis refused to move
 * @param untilNextDue how long from {@code at} until the next job or schedule is due, zero or less if one is already
 *     due, at most 400 days; empty if nothing is scheduled
 */
public record PassReport(
        Instant at, Duration duration, Duration scriptTime, int settled, int stuck, Optional<Duration> untilNextDue) {}
