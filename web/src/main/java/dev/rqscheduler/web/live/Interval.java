/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.live;

import java.time.Duration;
import java.time.Instant;

/**
 * Statistics of the moves in a time interval.
 *
 * @param from start of the interval, by this machine's clock
 * @param moved number of jobs moved
 * @param others number of other outcomes, such as skipped or quarantined
 * @param median median lateness, rounded up by less than half; zero if there were no moves
 * @param p99 99th percentile of lateness, rounded up likewise
 * @param latest maximum lateness
 */
public record Interval(Instant from, long moved, long others, Duration median, Duration p99, Duration latest) {}
