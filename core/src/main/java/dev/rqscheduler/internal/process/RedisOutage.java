/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.api.SchedulerListener;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks whether Redis is available: reports an outage once, its end once, however many attempts lie between, and how
 * long to wait before the next one. Not thread-safe.
 */
final class RedisOutage {

    private static final Logger log = LoggerFactory.getLogger(SchedulerLoop.LOGGER);

    private static final long FIRST = Duration.ofMillis(50).toNanos();
    private static final long LONGEST = Duration.ofSeconds(1).toNanos();

    private final SchedulerListener listener;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final LongSupplier nanoTime;

    private boolean away;
    private boolean faulty;
    private long since;
    private long wait = FIRST;

    RedisOutage(SchedulerListener listener, LongSupplier nanoTime) {
        this.listener = listener;
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
        return nextWait();
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
        return nextWait();
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
        wait = FIRST;
    }

    /**
     * Doubles from 50 ms to 1 s, each time between a half and the whole of it at random, so that many schedulers do not
     * come back at the same moment. The cap keeps the first move after a restart of Redis within 2 seconds.
     */
    private long nextWait() {
        long nanos = wait / 2 + random.nextLong(wait / 2 + 1);
        wait = Math.min(LONGEST, wait * 2);
        return nanos;
    }
}
