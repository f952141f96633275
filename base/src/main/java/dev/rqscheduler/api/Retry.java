/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Duration;
import java.util.List;

/**
 * How often a worker tries a failed job again, as RQ's {@code Retry}: stored as {@code retries_left} and {@code
 * retry_intervals} in the job's hash.
 *
 * <p>Waiting between tries is done by RQ's own scheduler ({@code rq worker --with-scheduler}); without intervals the worker
 * queues the job again at once.
 *
 * @param max how many more tries after the first, at least 1
 * @param intervals waits before each try, whole seconds; the last one is used for all further tries; empty for none
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

    /** Tries again up to {@code max} times, waiting as given before each try. */
    public static Retry of(int max, Duration... intervals) {
        return new Retry(max, List.of(intervals));
    }
}
