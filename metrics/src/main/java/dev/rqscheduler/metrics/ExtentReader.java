/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.metrics;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.ThisProcess;
import dev.rqscheduler.internal.store.BacklogStore;
import dev.rqscheduler.internal.store.ScriptClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads values only Redis knows, on each scrape: at most once a second, on a separate connection, and never for longer
 * than a scrape can wait. All gauges of one scrape come from one reading. Thread-safe.
 */
final class ExtentReader implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ExtentReader.class);

    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    /** Prometheus gives up on a scrape after 10 seconds by default, and loses all of it. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(1);

    private static final Duration LONGEST_WAIT = Duration.ofMillis(1_500);

    private final RedisConnection redis;
    private final BacklogStore store;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    /** Not the thread that scrapes: looking up a host's name can take longer than any timeout that can be set. */
    private final ThreadPoolExecutor thread;

    private Look last = Look.NONE;
    private boolean looked;
    private long lookedAt;

    /**
     * A reading.
     *
     * @param skew how far Redis's clock is ahead of this machine's
     */
    record Look(Optional<BacklogStore.Stats> extent, Optional<Duration> skew) {
        static final Look NONE = new Look(Optional.empty(), Optional.empty());
    }

    ExtentReader(RedisConfig redis, InstantSource clock, LongSupplier nanoTime) {
        RedisConfig named = ThisProcess.withRole(redis, "metrics");
        this.redis = new RedisConnection(
                named.timeout().compareTo(LONGEST_CALL) > 0
                        ? named.toBuilder().timeout(LONGEST_CALL).build()
                        : named,
                1);
        this.store = new BacklogStore(this.redis, ScriptClock.REDIS);
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.thread = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), work -> {
            Thread made = new Thread(work, "rqscheduler-metrics");
            made.setDaemon(true);
            return made;
        });
    }

    /** Returns the reading; empty if Redis does not answer in time. */
    synchronized Look look() {
        if (!looked || nanoTime.getAsLong() - lookedAt >= FRESH_NANOS) {
            last = read();
            looked = true;
            lookedAt = nanoTime.getAsLong();
        }
        return last;
    }

    private Look read() {
        FutureTask<Look> task = new FutureTask<>(this::ask);
        try {
            thread.execute(task);
            return task.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | RejectedExecutionException e) {
            task.cancel(false);
            log.debug("no gauges from Redis this time: timed out");
        } catch (ExecutionException e) {
            log.debug("no gauges from Redis this time: {}", String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Look.NONE;
    }

    private Look ask() {
        try {
            Instant before = clock.instant();
            long start = nanoTime.getAsLong();
            BacklogStore.Stats extent = store.read();
            Instant middle = before.plusNanos((nanoTime.getAsLong() - start) / 2);
            return new Look(Optional.of(extent), Optional.of(Duration.between(middle, extent.now())));
        } catch (RedisException e) {
            log.debug("no gauges from Redis this time: {}", e.getMessage());
            return Look.NONE;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        redis.close();
    }
}
