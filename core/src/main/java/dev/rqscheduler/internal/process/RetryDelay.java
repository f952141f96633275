/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Computes how long to wait before the next attempt to use Redis: doubling from 50 ms to 1 s, each time between a half
 * and the whole of it at random, so that many schedulers do not come back at the same moment. The cap keeps the first
 * move after a restart of Redis within 2 seconds.
 */
final class RetryDelay {

    private static final long FIRST = Duration.ofMillis(50).toNanos();
    private static final long LONGEST = Duration.ofSeconds(1).toNanos();

    private final RandomGenerator random;
    private long current = FIRST;

    RetryDelay(RandomGenerator random) {
        this.random = random;
    }

    long nextNanos() {
        long wait = current / 2 + random.nextLong(current / 2 + 1);
        current = Math.min(LONGEST, current * 2);
        return wait;
    }

    void reset() {
        current = FIRST;
    }
}
