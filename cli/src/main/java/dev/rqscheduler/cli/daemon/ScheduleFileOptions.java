/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.files.ScheduleFileWatcher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Files of named schedules that the scheduler keeps applied. */
final class ScheduleFileOptions {

    @Option(
            names = "--schedules",
            paramLabel = "FILE",
            description = "Apply this file of named schedules at startup, and again whenever it changes; repeatable.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--schedules-prune",
            description = "Delete schedules that belong to a group of these files but are in none of them.")
    private boolean prune;

    boolean asked() {
        if (prune && files.isEmpty()) {
            throw new UsageException("--schedules-prune is only valid with --schedules");
        }
        return !files.isEmpty();
    }

    ScheduleFileWatcher watcher(RedisConfig redis, boolean waitForRedis) {
        return ScheduleFileWatcher.builder()
                .redis(redis)
                .files(files)
                .prune(prune)
                .waitForRedis(waitForRedis)
                .build();
    }
}
