/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.live;

import java.time.Duration;
import java.time.Instant;

/**
 * What was moved in an interval of time.
 *
 * @param from when it begins, by this machine's clock
 * @param moved how many jobs were moved
 * @param others how many outcomes there were besides: skipped, quarantined and the like
 * @param median half of the moves were at most so late, rounded up by less than half; zero if there were none
 * @param p99 99 of 100 moves were at most so late, rounded up likewise
 * @param latest the lateness of the latest move
 */
public record Interval(Instant from, long moved, long others, Duration median, Duration p99, Duration latest) {}
