/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.api.SchedulerNameTakenException;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.ThisProcess;
import dev.rqscheduler.internal.process.SchedulerLoop;
import dev.rqscheduler.internal.process.SchedulerOptions;
import dev.rqscheduler.internal.store.QuarantineStore;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A scheduler: moves due jobs to their queues, and runs named schedules. Any number may run at a time, in this JVM or elsewhere; one
 * leads and moves jobs, the others stand by.
 *
 * <pre>{@code
 * try (SchedulerProcess scheduler = SchedulerProcess.builder().redis("redis://localhost:6379").build()) {
 *     scheduler.start();
 *     ...
 * }
 * }</pre>
 *
 * <p>{@link #start()} runs it on a thread of its own, {@link #run()} on the caller's; each instance runs once. {@link #close()} waits
 * for the batch in progress, and releases the lock, the name and the connections. Thread-safe.
 */
public final class SchedulerProcess implements AutoCloseable {

    /** The default of {@link Builder#batch}. */
    public static final int DEFAULT_BATCH = SchedulerOptions.DEFAULT_BATCH;

    /** The largest {@link Builder#batch}. */
    public static final int MAX_BATCH = SchedulerOptions.MAX_BATCH;

    /** The default of {@link Builder#quarantineLimit}. */
    public static final int DEFAULT_QUARANTINE_LIMIT = QuarantineStore.DEFAULT_LIMIT;

    private static final Logger log = LoggerFactory.getLogger(SchedulerProcess.class);

    /** The scheduler's calls, its subscription to wake-ups, and some in reserve while a broken one is replaced. */
    private static final int CONNECTIONS = 4;

    /** A close that takes longer is one that waits for a Redis that does not answer. */
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    private final SchedulerOptions options;
    private final RedisConnection redis;
    private final SchedulerHealth health;
    private final List<SchedulerListener> listeners = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    private @Nullable SchedulerLoop loop;
    private @Nullable Thread thread;
    private boolean stopped;
    private boolean closed;

    private SchedulerProcess(Builder builder) {
        this.options = builder.options;
        this.redis = new RedisConnection(ThisProcess.ofInstance(builder.redis, options.name()), CONNECTIONS);
        this.health = new SchedulerHealth(SchedulerLoop.longestTurn(options, redis));
        this.listeners.add(health);
        this.listeners.addAll(builder.listeners);
    }

    /** To be configured step by step; the defaults are those of the command without options. */
    public static Builder builder() {
        return new Builder();
    }

    /** The name under which it registers. */
    public String name() {
        return options.name();
    }

    /** The longest sleep between two passes, see {@link Builder#interval}. */
    public Duration interval() {
        return options.pollCap();
    }

    /** How long the lock is valid without renewal. */
    public Duration lease() {
        return options.lease();
    }

    /** The zone in which cron expressions are evaluated. */
    public Zone cronZone() {
        return options.cronZone();
    }

    /** Whether it is well: for health checks and watchdogs. */
    public SchedulerHealth health() {
        return health;
    }

    /**
     * Adds a listener.
     *
     * @throws IllegalStateException if the scheduler has been started
     */
    public synchronized void addListener(SchedulerListener listener) {
        if (loop != null || stopped) {
            throw new IllegalStateException("listeners must be added before the scheduler is started");
        }
        listeners.add(listener);
    }

    /**
     * Starts the scheduler on a thread of its own and returns once it is registered: it leads or stands by from then on. With
     * {@link Builder#waitForRedis} it returns immediately, and a Redis that is unavailable is waited for.
     *
     * @return this
     * @throws RedisException if Redis cannot be used
     * @throws SchedulerNameTakenException if another live scheduler has the name
     * @throws IllegalStateException if it was started or closed before
     */
    public SchedulerProcess start() {
        Start start = new Start();
        synchronized (this) {
            SchedulerLoop created = create(start);
            Thread runner = new Thread(() -> runQuietly(created, start), "rqscheduler-" + name());
            runner.setDaemon(true);
            thread = runner;
            runner.start();
        }
        if (!options.waitForRedis()) {
            start.await();
        }
        return this;
    }

    /**
     * Runs the scheduler on the calling thread until {@link #stop()}, which may come first, or {@link #close()}, or in burst mode until nothing more is due.
     * A Redis that becomes unavailable does not end it.
     *
     * @throws RedisException if Redis cannot be used at the start, unless {@link Builder#waitForRedis} is set; in spite of it where
     *     waiting does not help, as with a cluster
     * @throws SchedulerNameTakenException if another live scheduler has the name
     * @throws InterruptedException if the thread is interrupted; lock and name are released then, too
     * @throws IllegalStateException if it was started or closed before
     */
    public void run() throws InterruptedException {
        SchedulerLoop created;
        synchronized (this) {
            if (stopped && !closed && loop == null) {
                // For example by a signal that arrives before the scheduler runs.
                ended.countDown();
                return;
            }
            created = create(SchedulerListener.NONE);
        }
        try {
            created.run();
        } finally {
            ended.countDown();
        }
    }

    /** Asks the scheduler to stop after the batch in progress; returns immediately. */
    public synchronized void stop() {
        stopped = true;
        if (loop != null) {
            loop.stop();
        }
    }

    /**
     * Waits until the scheduler has stopped.
     *
     * @return whether it has, within that time; false, too, if it is never started
     */
    public boolean awaitStop(Duration longest) throws InterruptedException {
        return ended.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Stops the scheduler, waits up to ten seconds for the batch in progress, and releases the lock, the name and the connections.
     * What a Redis that does not answer keeps expires: the lock with its lease, the name within {@link #interval()} and ten seconds.
     * Does nothing the second time.
     */
    @Override
    public void close() {
        stop();
        Thread runner;
        boolean started;
        synchronized (this) {
            closed = true;
            runner = thread;
            started = loop != null;
        }
        boolean interrupted = false;
        try {
            if (started && Thread.currentThread() != runner && !awaitStop(LONGEST_CLOSE)) {
                log.warn(
                        "the scheduler did not stop within {} s; its lock and name will expire",
                        LONGEST_CLOSE.toSeconds());
                if (runner != null) {
                    runner.interrupt();
                }
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        redis.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private SchedulerLoop create(SchedulerListener first) {
        if (loop != null || stopped) {
            throw new IllegalStateException("a scheduler runs once: build another one");
        }
        List<SchedulerListener> all = new ArrayList<>(listeners);
        all.add(0, first);
        SchedulerLoop created = new SchedulerLoop(
                options, redis, SchedulerListener.all(all.toArray(SchedulerListener[]::new)), ThisProcess.identity());
        loop = created;
        return created;
    }

    private void runQuietly(SchedulerLoop created, Start start) {
        try {
            created.run();
        } catch (InterruptedException e) {
            // By close, or by the owner of the thread group: lock and name are released, nothing is left to do.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            if (!start.failed(e)) {
                log.error("the scheduler \"{}\" stopped: {}", name(), e.getMessage(), e);
            }
        } finally {
            start.onRegistered();
            ended.countDown();
        }
    }

    /** Hands what happens at the start to the thread that waits for it. */
    private static final class Start implements SchedulerListener {
        private final CountDownLatch decided = new CountDownLatch(1);
        private @Nullable Throwable failure;
        private boolean waitedFor;

        @Override
        public void onRegistered() {
            decided.countDown();
        }

        /** Records a failure to start; returns whether a caller is waiting for it. */
        synchronized boolean failed(Throwable e) {
            if (decided.getCount() == 0 || !waitedFor) {
                return false;
            }
            failure = e;
            decided.countDown();
            return true;
        }

        void await() {
            synchronized (this) {
                waitedFor = true;
            }
            try {
                decided.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            synchronized (this) {
                if (failure instanceof RuntimeException e) {
                    throw e;
                } else if (failure instanceof Error e) {
                    throw e;
                }
            }
        }
    }

    /** Configures a {@link SchedulerProcess}. Each method checks its value immediately. Not thread-safe. */
    public static final class Builder {

        private RedisConfig redis = RedisConfig.DEFAULT;
        private SchedulerOptions options = SchedulerOptions.defaults();
        private final List<SchedulerListener> listeners = new ArrayList<>();

        private Builder() {}

        /**
         * A URL such as {@code redis://user:password@host:6379/0}, or {@code rediss://} for TLS; default {@code
         * redis://localhost:6379/0}.
         *
         * @throws IllegalArgumentException if it is not one
         */
        public Builder redis(String url) {
            return redis(RedisConfig.parse(url));
        }

        /** Where Redis is; also for Sentinels, sockets and TLS with certificates. */
        public Builder redis(RedisConfig config) {
            redis = config;
            return this;
        }

        /**
         * The name under which it registers, and which other schedulers must not have: 1 to 200 printable ASCII characters without
         * blanks; default 32 random hex digits, as rq-scheduler.
         */
        public Builder name(String value) {
            options = options.withName(value);
            return this;
        }

        /**
         * The longest sleep between two passes, for writers that do not signal (Python's); it wakes at the next due time anyway. 1 ms
         * to 1 day, default 1 second.
         */
        public Builder interval(Duration value) {
            options = options.withPollCap(value);
            return this;
        }

        /** How long the lock is valid without renewal, and so the longest gap after a crash: 1 second to 1 hour, default 5 seconds. */
        public Builder lease(Duration value) {
            options = options.withLease(value);
            return this;
        }

        /** Where cron expressions of jobs are evaluated; default: this machine's zone. Named schedules have zones of their own. */
        public Builder cronZone(Zone value) {
            options = options.withCronZone(value);
            return this;
        }

        /** As {@link #cronZone(Zone)}, by the name of the zone. */
        public Builder cronZone(ZoneId value) {
            return cronZone(Zone.of(value));
        }

        /** At most so many jobs in one script call: 1 to 2,000, default 500. Batches get smaller where Redis is slow. */
        public Builder batch(int value) {
            options = options.withBatch(value);
            return this;
        }

        /**
         * At most so many jobs in quarantine: 1 to 10 million, default 100,000. When it is full the oldest is forgotten, and reported,
         * to make room.
         */
        public Builder quarantineLimit(int value) {
            options = options.withQuarantineLimit(value);
            return this;
        }

        /** Whether to stop when nothing more is due; default false. */
        public Builder burst(boolean value) {
            options = options.withBurst(value);
            return this;
        }

        /** Whether to keep trying if Redis cannot be reached at the start; default false. */
        public Builder waitForRedis(boolean value) {
            options = options.withWaitForRedis(value);
            return this;
        }

        /** Adds a listener. */
        public Builder listener(SchedulerListener listener) {
            listeners.add(listener);
            return this;
        }

        /** Does not connect yet. */
        public SchedulerProcess build() {
            return new SchedulerProcess(this);
        }
    }
}
