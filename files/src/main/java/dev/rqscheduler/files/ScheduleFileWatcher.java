/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.files;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.ScheduleChange;
import dev.rqscheduler.api.ScheduleChange.Kind;
import dev.rqscheduler.files.ScheduleFileException.Problem;
import dev.rqscheduler.internal.connection.ThisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies schedule files at startup, and again whenever one of them changes; {@code rqscheduler --schedules} is this
 * class. Reports through SLF4J: a line for each application, a warning for each schedule that was removed, and an error
 * for each problem in a file that was changed; the schedules then stay unchanged until the file is fixed. Thread-safe.
 *
 * <pre>{@code
 * try (ScheduleFileWatcher watcher =
 *         ScheduleFileWatcher.builder().redis("redis://localhost:6379").files(Path.of("shop.yaml")).build()) {
 *     watcher.start();
 *     ...
 * }
 * }</pre>
 */
public final class ScheduleFileWatcher implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ScheduleFileWatcher.class);

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    private final List<Path> files;
    private final boolean prune;
    private final Duration interval;
    private final boolean waitForRedis;
    private final RedisConfig redis;
    private final @Nullable SchedulerClient shared;
    private final @Nullable String author;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ScheduleFiles first;

    private Stamp applied;
    private volatile boolean waiting;
    private @Nullable Thread thread;

    private ScheduleFileWatcher(Builder builder) {
        this.files = List.copyOf(builder.files);
        this.prune = builder.prune;
        this.interval = builder.interval;
        this.waitForRedis = builder.waitForRedis;
        this.redis = ThisProcess.withRole(builder.redis, "schedules");
        this.shared = builder.client;
        this.author = builder.author;
        this.applied = Stamp.of(files);
        this.first = ScheduleFiles.read(files);
    }

    /** To be configured step by step; the defaults are those of the command. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Applies the files on the calling thread, as {@link #apply} does, then watches them on a daemon thread.
     *
     * @return this
     * @throws ScheduleFileException if one of the schedules would never run; nothing was applied or is watched then
     * @throws RedisException if Redis cannot be used, see {@link Builder#waitForRedis}; nothing is watched then
     * @throws InterruptedException if the thread is interrupted while it waits for Redis
     * @throws IllegalStateException if it was started before
     */
    public ScheduleFileWatcher start() throws InterruptedException {
        Thread watch = new Thread(this::watch, "schedule-files");
        watch.setDaemon(true);
        synchronized (this) {
            if (thread != null) {
                throw new IllegalStateException("a watcher is started once: build another one");
            }
            thread = watch;
        }
        apply();
        watch.start();
        return this;
    }

    /**
     * Applies the files once, as {@link Builder#build} read them, without watching them: for a process that does not stay.
     * Returns when that is done, or after {@link #stop}.
     *
     * @throws ScheduleFileException if one of the schedules would never run; nothing was applied then
     * @throws RedisException if Redis cannot be used, see {@link Builder#waitForRedis}
     * @throws InterruptedException if the thread is interrupted while it waits for Redis
     */
    public void apply() throws InterruptedException {
        while (stopped.getCount() > 0) {
            try {
                apply(first);
                return;
            } catch (RedisException e) {
                if (!waitForRedis || e.kind().isLasting()) {
                    throw e;
                }
                reportOnce(e);
            }
            pause();
        }
    }

    /** Stops it; returns immediately. An application in progress is finished. */
    public void stop() {
        stopped.countDown();
    }

    /** Stops it, and waits up to a second for an application in progress. */
    @Override
    public void close() {
        stop();
        Thread watch;
        synchronized (this) {
            watch = thread;
        }
        // One that was never started has ended, and one that stop() came before ends immediately.
        if (watch != null) {
            try {
                watch.join(LONGEST_CLOSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void watch() {
        Stamp before = applied;
        try {
            while (!pause()) {
                Stamp now = Stamp.of(files);
                // Stable for one interval: no file is read while it is being written.
                if (!now.equals(applied) && now.equals(before) && applyChange()) {
                    applied = now;
                }
                before = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the change is handled; one that could not reach Redis is not. */
    private boolean applyChange() {
        try {
            apply(ScheduleFiles.read(files));
            return true;
        } catch (ScheduleFileException e) {
            e.problems().stream().map(Problem::toString).forEach(log::error);
            log.error("schedules left unchanged until the file is fixed");
            return true;
        } catch (RedisException e) {
            reportOnce(e);
            return false;
        } catch (RuntimeException e) {
            log.error("could not apply the schedule files; will retry when a file changes", e);
            return true;
        }
    }

    private void apply(ScheduleFiles read) {
        if (shared != null) {
            apply(read, shared);
        } else {
            // Applications are rare: no connection stays open in between.
            try (SchedulerClient own =
                    SchedulerClient.builder().redis(redis).maxConnections(1).build()) {
                apply(read, own);
            }
        }
    }

    private void apply(ScheduleFiles read, SchedulerClient client) {
        Schedules schedules = author == null ? client.schedules() : client.schedules(author);
        List<ScheduleChange> changes = read.apply(schedules, prune);
        changes.stream()
                .filter(change -> change.kind() == Kind.REMOVED)
                .forEach(change -> log.warn("schedule {} removed: it is not in any of the files", change.name()));
        log.info(
                "schedules of {} applied: {} added, {} changed, {} removed, {} unchanged",
                files,
                count(changes, Kind.ADDED),
                count(changes, Kind.CHANGED),
                count(changes, Kind.REMOVED),
                count(changes, Kind.UNCHANGED));
        waiting = false;
    }

    private static long count(List<ScheduleChange> changes, Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }

    private void reportOnce(RedisException failure) {
        if (!waiting) {
            log.warn("schedules will be applied when Redis is available again: {}", failure.getMessage());
        }
        waiting = true;
    }

    /** Returns true if it should stop. */
    private boolean pause() throws InterruptedException {
        return stopped.await(interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Configures a {@link ScheduleFileWatcher}. Each method checks its value immediately. Not thread-safe. */
    public static final class Builder {

        private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(1);
        private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

        private RedisConfig redis = RedisConfig.DEFAULT;
        private @Nullable SchedulerClient client;
        private @Nullable String author;
        private List<Path> files = List.of();
        private boolean prune;
        private Duration interval = Duration.ofSeconds(1);
        private boolean waitForRedis;

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

        /** Where Redis is. The watcher opens a connection for each application and closes it afterwards. */
        public Builder redis(RedisConfig config) {
            redis = config;
            return this;
        }

        /** A client to use instead of connections of its own; it is not closed. */
        public Builder client(SchedulerClient value) {
            client = value;
            return this;
        }

        /** Who makes the changes, recorded with each of them; default {@code user@host}. */
        public Builder author(String value) {
            author = value;
            return this;
        }

        /** Same as {@link #files(Collection)}. */
        public Builder files(Path... values) {
            return files(List.of(values));
        }

        /** The files, at least one. Several may belong to one group; all are applied together. */
        public Builder files(Collection<Path> values) {
            files = List.copyOf(values);
            return this;
        }

        /** Whether to delete schedules that belong to a group of the files but are in none of them; default false. */
        public Builder prune(boolean value) {
            prune = value;
            return this;
        }

        /**
         * How often the files are checked for changes: 1 ms to 1 day, default 1 second. A change is applied once the files
         * have been stable for one interval, and so within two.
         */
        public Builder interval(Duration value) {
            if (value.compareTo(SHORTEST_INTERVAL) < 0 || value.compareTo(LONGEST_INTERVAL) > 0) {
                throw new IllegalArgumentException("interval must be between 1 ms and 1 day, not " + value);
            }
            interval = value;
            return this;
        }

        /**
         * Whether the first application waits for a Redis that is unavailable; default false: it fails. Failures that
         * waiting does not help, such as a cluster, are thrown immediately in either case.
         */
        public Builder waitForRedis(boolean value) {
            waitForRedis = value;
            return this;
        }

        /**
         * Reads the files; connects to nothing.
         *
         * @throws ScheduleFileException listing everything that is wrong in them
         * @throws IllegalStateException if no files were given
         */
        public ScheduleFileWatcher build() {
            if (files.isEmpty()) {
                throw new IllegalStateException("no schedule files: give at least one with files(...)");
            }
            return new ScheduleFileWatcher(this);
        }
    }

    /** A fingerprint of files: each one's time, size and identity, or its absence. */
    private record Stamp(List<String> stamps) {

        static Stamp of(List<Path> files) {
            return new Stamp(files.stream().map(Stamp::stamp).toList());
        }

        private static String stamp(Path file) {
            try {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                return found.lastModifiedTime() + " " + found.size() + " " + found.fileKey();
            } catch (IOException e) {
                return e.getClass().getSimpleName();
            }
        }
    }
}
