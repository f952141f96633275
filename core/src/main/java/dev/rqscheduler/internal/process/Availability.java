/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.api.SchedulerListener;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Redis can be used, as far as the last attempts tell: says once when it cannot and once when it can again, whatever
 * the number of attempts between, and how long to wait before the next one. Not thread-safe.
 */
final class Availability {

    private static final Logger log = LoggerFactory.getLogger(SchedulerLoop.class);

    private final SchedulerListener listener;
    private final BackOff backOff;
    private final LongSupplier nanoTime;

    private boolean away;
    private boolean faulty;
    private long since;

    Availability(SchedulerListener listener, BackOff backOff, LongSupplier nanoTime) {
        this.listener = listener;
        this.backOff = backOff;
        this.nanoTime = nanoTime;
    }

    /**
     * An attempt failed.
     *
     * @return how many nanoseconds to wait before the next one
     */
    long away(String reason) {
        if (!away) {
            away = true;
            since = nanoTime.getAsLong();
            listener.onRedisAway(reason);
        } else {
            log.debug("still no Redis: {}", reason);
        }
        return backOff.nextNanos();
    }

    /**
     * A fault of ours, or a reply of a form that no Redis gives: a scheduler that ended there would move nothing at all, and
     * one that is restarted would end again. Told with its stack trace once until a pass succeeds.
     *
     * @return how many nanoseconds to wait before the next attempt
     */
    long fault(RuntimeException failure) {
        if (!faulty) {
            faulty = true;
            log.error("a pass failed unexpectedly; it is tried again and again from now on", failure);
        } else {
            log.debug("a pass failed unexpectedly again", failure);
        }
        return backOff.nextNanos();
    }

    /** All that this process does with Redis has just succeeded. */
    void works() {
        if (away) {
            away = false;
            listener.onRedisBack(Duration.ofNanos(nanoTime.getAsLong() - since));
        }
        if (faulty) {
            faulty = false;
            log.info("passes succeed again");
        }
        backOff.reset();
    }
}
