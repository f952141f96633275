/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits how many requests are handled at a time, in order of arrival: the data they read from Redis must fit into the memory
 * they share with the scheduler.
 */
final class RequestLimiter {

    private static final int AT_A_TIME = 8;

    private final Semaphore free = new Semaphore(AT_A_TIME, true);
    private final Duration patience;

    RequestLimiter(Duration patience) {
        this.patience = patience;
    }

    /**
     * Waits for a turn, to be released with {@link #end}.
     *
     * @throws HttpProblem on timeout
     */
    void begin() {
        try {
            if (free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            // The connection has been closed.
            Thread.currentThread().interrupt();
        }
        throw new HttpProblem(503, "too many concurrent requests; try again shortly").with("Retry-After", "5");
    }

    void end() {
        free.release();
    }
}
