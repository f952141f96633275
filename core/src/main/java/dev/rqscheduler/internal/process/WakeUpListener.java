/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.Subscription;
import dev.rqscheduler.internal.store.RqKeys;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings the alarm when Redis announces an earlier job or a free lock. While it cannot listen (no connection, no
 * permission) the scheduler simply polls, so it logs this at DEBUG and retries without hurry.
 */
final class WakeUpListener implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SchedulerLoop.LOGGER);
    private static final long RETRY_MILLIS = 2_000;

    private static final long SHORTEST_PROBE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Subscription wakeUps;
    private final LongSupplier nanoTime;
    private final Thread thread;
    /** A dead connection is detected within twice this time; polling continues meanwhile. */
    private final long probeNanos;

    private volatile boolean closed;
    private long lastProbe;

    WakeUpListener(RedisConnection redis, Runnable alarm, String name, LongSupplier nanoTime) {
        this.wakeUps = new Subscription(redis, RqKeys.WAKE_UP, "wake-up", alarm);
        this.nanoTime = nanoTime;
        this.probeNanos = Math.max(SHORTEST_PROBE_NANOS, redis.timeout().toNanos());
        this.lastProbe = nanoTime.getAsLong();
        this.thread = new Thread(this::run, "rqscheduler-wake-up-" + name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    long nanosUntilProbe() {
        return lastProbe + probeNanos - nanoTime.getAsLong();
    }

    /** Checks from time to time whether the subscription is still alive; the loop calls it in each iteration. */
    void probe() {
        if (nanosUntilProbe() > 0) {
            return;
        }
        lastProbe = nanoTime.getAsLong();
        try {
            wakeUps.probe();
        } catch (RuntimeException e) {
            // The reading thread has the same problem, and handles it.
            log.debug("the wake-up subscription could not be probed: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        closed = true;
        wakeUps.close();
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try {
                wakeUps.listen();
            } catch (RedisException e) {
                log.debug("no wake-ups for now, polling instead: {}", e.getMessage());
            }
            try {
                if (!closed) {
                    Thread.sleep(RETRY_MILLIS);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
