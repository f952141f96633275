/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.ScheduleChange;
import dev.rqscheduler.api.ScheduleChange.Kind;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.file.ScheduleFiles;
import dev.rqscheduler.internal.connection.ConnectionName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the schedule files at startup and again whenever one of them changes. */
final class ScheduleKeeper implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ScheduleKeeper.class);

    /** A change is applied once the file has been stable for this long: no file is read while it is being written. */
    private static final Duration POLL = Duration.ofSeconds(1);

    private final ScheduleFileOptions options;
    private final RedisConfig redis;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ScheduleFiles first;

    private FileStamp applied;
    private boolean waiting;
    private @Nullable Thread thread;

    /**
     * @throws UsageException with a line for each error in the files
     */
    ScheduleKeeper(ScheduleFileOptions options, RedisConfig redis) {
        this.options = options;
        this.redis = ConnectionName.withRole(redis, "schedules");
        this.applied = FileStamp.of(options.files());
        this.first = ScheduleFiles.read(options.files());
    }

    /**
     * Applies the files as they were read; returns when that is done, or {@link #stop} was called.
     *
     * @param patient whether to keep trying if Redis is unavailable
     * @throws UsageException if one of the schedules would never run; nothing was applied then
     */
    void applyAtStart(boolean patient) throws InterruptedException {
        while (stopped.getCount() > 0) {
            try {
                apply(first);
                return;
            } catch (RedisException e) {
                if (!patient || e.kind().isLasting()) {
                    throw e;
                }
                tellOnce(e);
            }
            pause();
        }
    }

    /** Watches the files from now on, on its own thread. */
    void start() {
        Thread watch = new Thread(this::watch, "schedule-files");
        watch.setDaemon(true);
        watch.start();
        thread = watch;
    }

    private void watch() {
        FileStamp before = applied;
        try {
            while (!pause()) {
                FileStamp now = FileStamp.of(options.files());
                if (!now.equals(applied) && now.equals(before) && takeUp()) {
                    applied = now;
                }
                before = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the change is handled; one that could not reach Redis is not. */
    private boolean takeUp() {
        try {
            apply(ScheduleFiles.read(options.files()));
            return true;
        } catch (UsageException e) {
            e.lines().forEach(log::error);
            log.error("schedules left unchanged until the file is fixed");
            return true;
        } catch (RedisException e) {
            tellOnce(e);
            return false;
        } catch (RuntimeException e) {
            log.error("could not apply the schedule files; will retry when a file changes", e);
            return true;
        }
    }

    private void apply(ScheduleFiles files) {
        try (SchedulerClient scheduler =
                SchedulerClient.builder().redis(redis).maxConnections(1).build()) {
            List<ScheduleChange> changes = files.apply(scheduler.schedules(), options.prune());
            changes.stream()
                    .filter(change -> change.kind() == Kind.REMOVED)
                    .forEach(change -> log.warn("schedule {} removed: it is not in any of the files", change.name()));
            log.info(
                    "schedules of {} applied: {} added, {} changed, {} removed, {} unchanged",
                    options.files(),
                    count(changes, Kind.ADDED),
                    count(changes, Kind.CHANGED),
                    count(changes, Kind.REMOVED),
                    count(changes, Kind.UNCHANGED));
            waiting = false;
        }
    }

    private static long count(List<ScheduleChange> changes, Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }

    private void tellOnce(RedisException failure) {
        if (!waiting) {
            log.warn("schedules will be applied when Redis is available again: {}", failure.getMessage());
        }
        waiting = true;
    }

    /** Returns true if it should stop. */
    private boolean pause() throws InterruptedException {
        return stopped.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops it without waiting. */
    void stop() {
        stopped.countDown();
    }

    @Override
    public void close() {
        stop();
        Thread watch = thread;
        if (watch != null) {
            try {
                watch.join(POLL.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
