/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.process;

import java.time.Duration;

/**
 * How many jobs one script call takes: as many as keep Redis busy for a few milliseconds at most, measured by the script
 * itself, so that nobody else's commands wait for the scheduler whatever the backlog (promise P9).
 */
final class BatchSize {

    private static final Duration TOO_LONG = Duration.ofMillis(5);
    private static final Duration SHORT = Duration.ofMillis(2);
    private static final int LEAST = 10;

    private final int most;
    private int current;

    BatchSize(int most) {
        this.most = most;
        this.current = most;
    }

    int current() {
        return current;
    }

    /** Learns from a call: how many jobs it dealt with, and how long it kept Redis busy. */
    void learn(int jobs, Duration cpu) {
        if (cpu.compareTo(TOO_LONG) > 0) {
            current = Math.max(Math.min(LEAST, most), current / 2);
        } else if (jobs >= current && cpu.compareTo(SHORT) < 0) {
            current = Math.min(most, current + Math.max(1, current / 2));
        }
    }
}
