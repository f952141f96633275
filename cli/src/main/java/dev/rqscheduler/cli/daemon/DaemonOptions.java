/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import dev.rqscheduler.SchedulerProcess;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.options.GivenOptions;
import dev.rqscheduler.cli.options.Values;
import dev.rqscheduler.files.ScheduleFileWatcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the scheduler runs: the flags of Python's rqscheduler under their old names, and our own. */
final class DaemonOptions {

    @Option(
            names = {"-b", "--burst"},
            description = "Move the due jobs, then exit.")
    private boolean burst;

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "SECONDS",
            converter = Values.Seconds.class,
            description = "Maximum time between polls, fractions allowed; default 1. Jobs are moved when they are due"
                    + " regardless; this bounds the lateness of jobs from writers that do not signal.")
    private @Nullable Duration interval;

    @Option(names = "--pid", paramLabel = "FILE", description = "Write the process id to FILE; removed on exit.")
    private @Nullable Path pid;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Register under this name; a second scheduler with the same name refuses to start."
                    + " Default: random.")
    private @Nullable String name;

    @Option(
            names = "--lease",
            paramLabel = "DURATION",
            converter = Values.Seconds.class,
            description = "Maximum time after a crash until another scheduler takes over; default 5s.")
    private @Nullable Duration lease;

    @Option(
            names = "--cron-zone",
            paramLabel = "ZONE",
            description = "Time zone of cron expressions, such as Europe/Berlin; default: this machine's.")
    private @Nullable Zone cronZone;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Maximum number of jobs moved in one step, 1 to " + SchedulerProcess.MAX_BATCH + "; default "
                    + SchedulerProcess.DEFAULT_BATCH + ".")
    private @Nullable Integer batch;

    @Option(
            names = "--quarantine-limit",
            paramLabel = "N",
            description = "Maximum number of jobs in quarantine; when full, the oldest is evicted and logged; default "
                    + SchedulerProcess.DEFAULT_QUARANTINE_LIMIT + ".")
    private @Nullable Integer quarantineLimit;

    @Option(names = "--wait", description = "Keep trying if Redis cannot be reached at startup, instead of giving up.")
    private boolean waitForRedis;

    /**
     * @throws UsageException naming what is out of range
     */
    SchedulerProcess.Builder scheduler() {
        return UsageException.valid(() -> {
            SchedulerProcess.Builder scheduler =
                    SchedulerProcess.builder().burst(burst).waitForRedis(waitForRedis);
            GivenOptions.with(name, scheduler::name);
            GivenOptions.with(interval, scheduler::interval);
            GivenOptions.with(lease, scheduler::lease);
            GivenOptions.with(cronZone, scheduler::cronZone);
            GivenOptions.with(batch, scheduler::batch);
            GivenOptions.with(quarantineLimit, scheduler::quarantineLimit);
            return scheduler;
        });
    }

    boolean burst() {
        return burst;
    }

    boolean waitForRedis() {
        return waitForRedis;
    }

    @Nullable
    Path pidFile() {
        return pid;
    }

    /** Flags of Python's rqscheduler that name Python code. They are accepted, so that a start script works unchanged. */
    static final class PythonOnly {

        @Option(names = "--path", paramLabel = "PATHS", description = "Accepted but ignored: no Python code is loaded.")
        private @Nullable String path;

        @Option(
                names = {"-j", "--job-class"},
                paramLabel = "CLASS",
                description = "Accepted but ignored: jobs are moved as they are, whatever their class.")
        private @Nullable String jobClass;

        @Option(
                names = {"-q", "--queue-class"},
                paramLabel = "CLASS",
                description = "Accepted but ignored: jobs go to the list rq:queue:NAME, as with RQ's own class.")
        private @Nullable String queueClass;

        /** Returns a line for each given flag: what happens instead. */
        List<String> notes() {
            List<String> notes = new ArrayList<>();
            if (path != null) {
                notes.add(
                        "--path is not used: the scheduler loads no Python code; what the jobs import is the workers' concern");
            }
            if (jobClass != null) {
                notes.add(
                        "--job-class is ignored: jobs are moved as they are, pickle and JSON alike, whatever their class");
            }
            if (queueClass != null) {
                notes.add(
                        "--queue-class is ignored: jobs go to the list rq:queue:NAME, where RQ's own Queue class looks");
            }
            return notes;
        }
    }

    /** Files of named schedules that the scheduler keeps applied. */
    static final class ScheduleFiles {

        @Option(
                names = "--schedules",
                paramLabel = "FILE",
                description =
                        "Apply this file of named schedules at startup, and again whenever it changes; repeatable.")
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
}
