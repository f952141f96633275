/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.api.SchedulerListener;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks whether Redis is available: reports an outage once, its end once, however many attempts lie between, and how
 * long to wait before the next one. Not thread-safe.
 */
final class RedisOutage {

    private static final Logger log = LoggerFactory.getLogger(SchedulerLoop.LOGGER);

    private final SchedulerListener listener;
    private final RetryDelay backOff;
    private final LongSupplier nanoTime;

    private boolean away;
    private boolean faulty;
    private long since;

    RedisOutage(SchedulerListener listener, RetryDelay backOff, LongSupplier nanoTime) {
        this.listener = listener;
        this.backOff = backOff;
        this.nanoTime = nanoTime;
    }

    /**
     * Records a failed attempt.
     *
     * @return how many nanoseconds to wait before the next one
     */
    long away(String reason) {
        if (!away) {
            away = true;
            since = nanoTime.getAsLong();
            listener.onRedisAway(reason);
        } else {
            log.debug("Redis still unavailable: {}", reason);
        }
        return backOff.nextNanos();
    }

    /**
     * Records a fault of the scheduler, or a reply that no Redis gives: a scheduler that exited would move nothing at
     * all, and would exit again after a restart. Logged once with its stack trace until a pass succeeds.
     *
     * @return how many nanoseconds to wait before the next attempt
     */
    long fault(RuntimeException failure) {
        if (!faulty) {
            faulty = true;
            log.error("a pass failed unexpectedly; retrying", failure);
        } else {
            log.debug("a pass failed unexpectedly again", failure);
        }
        return backOff.nextNanos();
    }

    /** Records that everything this process does with Redis has just succeeded. */
    void works() {
        if (away) {
            away = false;
            listener.onRedisBack(Duration.ofNanos(nanoTime.getAsLong() - since));
        }
        if (faulty) {
            faulty = false;
            log.info("passes are succeeding again");
        }
        backOff.reset();
    }
}
