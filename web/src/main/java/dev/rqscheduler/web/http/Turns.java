/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Few requests are worked on at a time, in their order: what they ask Redis for has to fit into the memory that is the
 * scheduler's, too.
 */
final class Turns {

    private static final int AT_A_TIME = 8;

    private final Semaphore free = new Semaphore(AT_A_TIME, true);
    private final Duration patience;

    Turns(Duration patience) {
        this.patience = patience;
    }

    /**
     * Waits for a turn, which {@link #end} gives back.
     *
     * @throws HttpProblem if there is none within reasonable time
     */
    void begin() {
        try {
            if (free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            // The connection is closed by now.
            Thread.currentThread().interrupt();
        }
        throw new HttpProblem(503, "too much is asked for at once; try again shortly").with("Retry-After", "5");
    }

    void end() {
        free.release();
    }
}
