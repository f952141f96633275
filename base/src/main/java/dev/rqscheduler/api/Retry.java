/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Duration;
import java.util.List;

/**
 * How often a worker retries a failed job, as RQ's {@code Retry}: stored as {@code retries_left} and {@code
 * retry_intervals} in the job's hash.
 *
 * <p>Waits between retries are handled by RQ's own scheduler ({@code rq worker --with-scheduler}); without intervals
 * the worker requeues the job immediately.
 *
 * @param max maximum number of retries, at least 1
 * @param intervals waits before each retry, whole seconds; the last one applies to all further retries; empty for none
 */
public record Retry(int max, List<Duration> intervals) {

    /**
     * @throws IllegalArgumentException if {@code max} is below 1 or an interval is negative or not whole seconds
     */
    public Retry {
        if (max < 1) {
            throw new IllegalArgumentException("retry: max must be at least 1, not " + max);
        }
        intervals = List.copyOf(intervals);
        for (Duration interval : intervals) {
            JobSpec.requireWholeSeconds("retry interval", interval, 0);
        }
    }

    /** Retries up to {@code max} times, waiting as given before each retry. */
    public static Retry of(int max, Duration... intervals) {
        return new Retry(max, List.of(intervals));
    }
}
