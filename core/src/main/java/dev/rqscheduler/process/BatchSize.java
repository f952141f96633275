/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.process;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How many jobs one script call takes: as many as keep Redis busy for a few milliseconds at most, measured by the script
 * itself, so that nobody else's commands wait for the scheduler whatever the backlog (promise P9).
 */
final class BatchSize {

    /**
     * The machine adds to these by itself: a script that always does the same in 0.5 ms took up to 6 ms on one of two busy
     * cores (docs/performance.md). So they leave room below the 10 ms that nobody is to wait.
     */
    private static final Duration TOO_LONG = Duration.ofMillis(4);

    private static final Duration SHORT = Duration.ofNanos(1_500_000);
    private static final int LEAST = 10;
    /** What a call costs is not known before the first. */
    private static final int FIRST = 100;

    private final int most;
    private final Consumer<Duration> scripts;
    private int current;
    private Duration shortestRoundTrip = Duration.ofDays(1);

    BatchSize(int most) {
        this(most, took -> {});
    }

    /**
     * @param scripts told of each call how long its script took, as far as can be known
     */
    BatchSize(int most, Consumer<Duration> scripts) {
        this.most = most;
        this.scripts = scripts;
        this.current = Math.min(FIRST, most);
    }

    int current() {
        return current;
    }

    /**
     * Learns from a call.
     *
     * @param jobs how many jobs it dealt with
     * @param busy how long the script kept Redis busy by its own measure, zero if it could not measure
     * @param roundTrip how long the call took; what is above the shortest one seen stands in for {@code busy} if need be
     */
    void learn(int jobs, Duration busy, Duration roundTrip) {
        scripts.accept(busy.isZero() ? roundTrip : busy);
        if (roundTrip.compareTo(shortestRoundTrip) < 0) {
            shortestRoundTrip = roundTrip;
        }
        Duration held = busy.isZero() ? roundTrip.minus(shortestRoundTrip) : busy;
        if (held.compareTo(TOO_LONG) > 0) {
            current = Math.max(Math.min(LEAST, most), current / 2);
        } else if (jobs >= current && held.compareTo(SHORT) < 0) {
            current = Math.min(most, current + Math.max(1, current / 2));
        }
    }
}
