/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.metrics;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.internal.connection.ConnectionName;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.store.BacklogStats;
import dev.rqscheduler.internal.store.BacklogStore;
import dev.rqscheduler.internal.store.ScriptClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gauges for values only Redis knows, read on each scrape. While Redis is unavailable they have no value. */
final class ExtentMeters implements AutoCloseable {

    private final Reader reader;

    ExtentMeters(MeterSet meters, RedisConfig redis, InstantSource clock, LongSupplier nanoTime) {
        reader = new Reader(redis, clock, nanoTime);
        meters.gauge(
                "rqscheduler.redis.up",
                "1 if Redis answered the query for these metrics, 0 if not",
                () -> reader.look().extent().isPresent() ? 1 : 0);
        meters.gauge("rqscheduler.scheduled.jobs", "Scheduled jobs, due or not", () -> number(BacklogStats::jobs));
        meters.gauge(
                "rqscheduler.due.jobs", "Jobs that are due and not yet moved", () -> number(BacklogStats::dueJobs));
        meters.gauge(
                "rqscheduler.due.schedules",
                "Named schedules that are due and not yet handled",
                () -> number(BacklogStats::dueSchedules));
        meters.seconds(
                "rqscheduler.oldest.overdue",
                "How long the oldest due job or schedule has been overdue; 0 if nothing is due",
                () -> value(extent -> extent.oldestDue()
                        .map(due -> MeterSet.Seconds.of(extent.now()) - MeterSet.Seconds.of(due))
                        .orElse(0.0)));
        meters.seconds(
                "rqscheduler.next.due.timestamp",
                "Due time of the next job or schedule that is not due yet; no value if there is none",
                () -> value(extent -> extent.nextDue().map(MeterSet.Seconds::of).orElse(Double.NaN)));
        meters.gauge("rqscheduler.quarantine.jobs", "Jobs in quarantine", () -> number(BacklogStats::quarantined));
        meters.gauge(
                "rqscheduler.missing.jobs",
                "Due jobs without a hash, in their grace period",
                () -> number(BacklogStats::missing));
        meters.seconds(
                "rqscheduler.clock.skew",
                "How far Redis's clock, which decides when jobs are due, is ahead of this machine's",
                () -> reader.look()
                        .skew()
                        .map(skew -> MeterSet.Seconds.of(skew.toNanos()))
                        .orElse(Double.NaN));
        schedules(meters, "active", BacklogStats.States::active);
        schedules(meters, "waiting", BacklogStats.States::waiting);
        schedules(meters, "paused", BacklogStats.States::paused);
        schedules(meters, "finished", BacklogStats.States::finished);
        schedules(meters, "broken", BacklogStats.States::broken);
    }

    @Override
    public void close() {
        reader.close();
    }

    private void schedules(MeterSet meters, String state, ToDoubleFunction<BacklogStats.States> count) {
        meters.gauge(
                "rqscheduler.schedules",
                "Named schedules by state",
                () -> value(
                        extent -> extent.schedules().map(count::applyAsDouble).orElse(Double.NaN)),
                "state",
                state);
    }

    private double number(Function<BacklogStats, OptionalLong> number) {
        return value(extent -> {
            OptionalLong value = number.apply(extent);
            return value.isPresent() ? value.getAsLong() : Double.NaN;
        });
    }

    private double value(ToDoubleFunction<BacklogStats> value) {
        return reader.look().extent().stream().mapToDouble(value).findFirst().orElse(Double.NaN);
    }

    /**
     * Reads values only Redis knows, on each scrape: at most once a second, on a separate connection, and never for longer
     * than a scrape can wait. All gauges of one scrape come from one reading. Thread-safe.
     */
    static final class Reader implements AutoCloseable {

        private static final Logger log = LoggerFactory.getLogger(Reader.class);

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
        record Look(Optional<BacklogStats> extent, Optional<Duration> skew) {
            static final Look NONE = new Look(Optional.empty(), Optional.empty());
        }

        Reader(RedisConfig redis, InstantSource clock, LongSupplier nanoTime) {
            RedisConfig named = ConnectionName.withRole(redis, "metrics");
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
                BacklogStats extent = store.read();
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
}
