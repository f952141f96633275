/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

import dev.rqscheduler.bench.arena.BenchRedis;
import dev.rqscheduler.bench.arena.Daemon;
import dev.rqscheduler.bench.load.Backlog;
import dev.rqscheduler.bench.rival.PythonRivals;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the measurements have in common.
 *
 * @param root folder of the script {@code rqscheduler}
 * @param folder for logs and scripts, removed at the end
 * @param rivals empty where no part needs them
 * @param repetitions how often each figure is measured
 * @param seed of ids and due times
 * @param progress told a line at a time
 */
public record Stage(
        Path root,
        Path folder,
        BenchRedis redis,
        Backlog backlog,
        Optional<PythonRivals> rivals,
        Scale scale,
        int repetitions,
        long seed,
        Consumer<String> progress) {

    /** The same on another Redis. */
    Stage on(BenchRedis other) {
        return new Stage(root, folder, other, new Backlog(other), rivals, scale, repetitions, seed, progress);
    }

    /**
     * The rivals.
     *
     * @throws IllegalStateException if this is a run without
     */
    public PythonRivals python() {
        return rivals.orElseThrow(() -> new IllegalStateException("this is a run without rivals"));
    }

    /** A scheduler that leads, on an empty Redis. */
    public Daemon leadingDaemon() throws InterruptedException {
        return leadingDaemon(redis.url());
    }

    /** The same, and the scheduler comes to Redis by this address. */
    Daemon leadingDaemon(String url) throws InterruptedException {
        redis.jedis().flushAll();
        Daemon daemon = Daemon.start(root, redis, folder, List.of("--url", url));
        daemon.awaitLeading(1);
        return daemon;
    }
}
