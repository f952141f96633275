/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.lab.arena.LabRedis;
import dev.rqscheduler.lab.arena.SchedulerChild;
import dev.rqscheduler.lab.arena.SchedulerCommand;
import dev.rqscheduler.lab.load.Backlog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What all measurements have in common.
 *
 * @param root folder of the script {@code rqscheduler}
 * @param folder for logs and scripts, deleted at the end
 * @param rivals empty if no part needs them
 * @param repetitions how often each figure is measured
 * @param seed of ids and due times
 * @param progress called with a line at a time
 */
public record BenchContext(
        Path root,
        Path folder,
        LabRedis redis,
        Backlog backlog,
        Optional<PythonRivals> rivals,
        Scale scale,
        int repetitions,
        long seed,
        Consumer<String> progress) {

    private static final AtomicInteger STARTED = new AtomicInteger();

    /** Returns the same with another Redis. */
    BenchContext on(LabRedis other) {
        return new BenchContext(root, folder, other, new Backlog(other), rivals, scale, repetitions, seed, progress);
    }

    /**
     * Returns the rivals.
     *
     * @throws IllegalStateException if this is a run without them
     */
    PythonRivals python() {
        return rivals.orElseThrow(() -> new IllegalStateException("this is a run without rivals"));
    }

    /** Starts a scheduler as users do. */
    SchedulerChild start(List<String> options) {
        return start(redis.url(), options);
    }

    private SchedulerChild start(String url, List<String> options) {
        List<String> all = new ArrayList<>(List.of("--cron-zone", "UTC"));
        all.addAll(options);
        return SchedulerChild.start(
                SchedulerCommand.script(root, all), url, "scheduler-" + STARTED.incrementAndGet(), folder);
    }

    /** Starts a scheduler as users do and waits until it is leader, on an empty Redis. */
    SchedulerChild startLeader() throws InterruptedException {
        return startLeader(redis.url(), List.of());
    }

    /** As {@link #startLeader()}, with the log that {@link BacklogRun} needs. */
    SchedulerChild startForBacklogs() throws InterruptedException {
        return startForBacklogs(redis.url());
    }

    /** As {@link #startForBacklogs()}, with another address of Redis. */
    SchedulerChild startForBacklogs(String url) throws InterruptedException {
        return startLeader(url, SchedulerCommand.JSON_LOG);
    }

    private SchedulerChild startLeader(String url, List<String> options) throws InterruptedException {
        redis.jedis().flushAll();
        SchedulerChild scheduler = start(url, options);
        redis.awaitLeader();
        return scheduler;
    }

    /** A command that moves what is due and exits. */
    ProcessBuilder burst() {
        return SchedulerCommand.script(root, List.of("--burst"))
                .start(redis.url(), "burst")
                .builder();
    }

    /** Gives a scheduler time to become idle. */
    void rest() throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(scale.restSeconds()).toMillis());
    }
}
