/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import dev.rqscheduler.SchedulerProcess;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.cli.Version;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.FailedException;
import dev.rqscheduler.cli.log.LogSetUp;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.options.ConnectionOptions;
import dev.rqscheduler.cli.options.LogOptions;
import dev.rqscheduler.cli.options.TzdataOption;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.files.ScheduleFileWatcher;
import dev.rqscheduler.internal.connection.ThisProcess;
import dev.rqscheduler.internal.time.Durations;
import dev.rqscheduler.internal.time.Zones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/** The scheduler itself: {@code rqscheduler} without a subcommand. */
@Command(
        name = "rqscheduler",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        description =
                "Moves jobs of RQ (Redis Queue) to their queues when they are due; a drop-in replacement for Python's"
                        + " rqscheduler. Without a subcommand it runs until SIGTERM or Ctrl-C.")
public final class DaemonCommand implements Callable<Integer> {

    private static final Duration PATIENCE_AT_EXIT = Duration.ofSeconds(10);

    private final CommandContext context;

    @Mixin
    private final DaemonOptions options = new DaemonOptions();

    @Mixin
    private final ConnectionOptions connection;

    @Mixin
    private final DaemonOptions.ScheduleFiles scheduleFiles = new DaemonOptions.ScheduleFiles();

    @Mixin
    private final HttpOptions http = new HttpOptions();

    @Mixin
    private final EmbeddedOptions embedded = new EmbeddedOptions();

    @Mixin
    private final DaemonOptions.PythonOnly pythonOnly = new DaemonOptions.PythonOnly();

    @Mixin
    @SuppressWarnings("UnusedVariable") // read before, from the bare words
    private final TzdataOption tzdata = new TzdataOption();

    @Mixin
    private final LogOptions logOptions;

    public DaemonCommand(CommandContext context) {
        this.context = context;
        this.connection = context.connection();
        this.logOptions = context.log();
    }

    @Override
    public Integer call() throws InterruptedException {
        SchedulerProcess.Builder scheduler = options.scheduler();
        boolean keepsFiles = scheduleFiles.asked();
        HttpOptions.Serving web = http.asked() ? new HttpOptions.Serving(http) : null;
        LogSetUp.start(
                logOptions.format(), logOptions.verbosity(), context.console().err());
        Logger log = LoggerFactory.getLogger(DaemonCommand.class);
        pythonOnly.notes().forEach(log::warn);
        Path file = options.pidFile();
        PidFile pid = file == null ? null : PidFile.write(file);
        try (RedisServer own = embedded.asked() ? embedded.start(context) : null) {
            run(scheduler, redis(own, log), keepsFiles, web, log);
        } finally {
            if (pid != null) {
                pid.close();
            }
        }
        return ExitCode.DONE;
    }

    private RedisConfig redis(@Nullable RedisServer own, Logger log) {
        if (own == null) {
            return connection.redis(context.console(), log::warn);
        }
        RedisConfig redis = RedisConfig.parse(own.uri());
        log.info("started {}, data in {}; connect to it with --url {}", own.version(), own.folder(), redis);
        return redis;
    }

    private void run(
            SchedulerProcess.Builder scheduler,
            RedisConfig unnamed,
            boolean keepsFiles,
            HttpOptions.@Nullable Serving web,
            Logger log)
            throws InterruptedException {
        ExitSummary tally = new ExitSummary();
        try (SchedulerProcess process = scheduler.redis(unnamed).listener(tally).build()) {
            RedisConfig redis = ThisProcess.ofInstance(unnamed, process.name());
            log.info(
                    "rqscheduler {} starting as {}: Redis at {}, polling interval {}, lease {}, cron zone {}, {}",
                    Version.number(),
                    process.name(),
                    redis,
                    Durations.format(process.interval()),
                    Durations.format(process.lease()),
                    process.cronZone(),
                    Zones.tzdata().inWords());
            try (ScheduleFileWatcher files = keepsFiles ? scheduleFiles.watcher(redis, options.waitForRedis()) : null;
                    ProcessServices watchers = ProcessServices.of(context.console(), web, process, redis, log)) {
                watchers.listeners().forEach(process::addListener);
                StopSignals signals = StopSignals.on(
                        () -> {
                            log.info("finishing the current batch; signal again to stop immediately");
                            process.stop();
                            if (files != null) {
                                files.stop();
                            }
                        },
                        () -> awaitStop(process));
                try {
                    if (files != null) {
                        apply(files);
                    }
                    process.run();
                } finally {
                    signals.close();
                }
            }
        }
        log.info("stopped: {}", tally.inWords());
    }

    private void apply(ScheduleFileWatcher files) throws InterruptedException {
        if (options.burst()) {
            files.apply();
        } else {
            files.start();
        }
    }

    private static void awaitStop(SchedulerProcess process) {
        try {
            process.awaitStop(PATIENCE_AT_EXIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A file that holds this process's id for as long as it runs. */
    private static final class PidFile {

        private final Path file;
        private final String pid = Long.toString(ProcessHandle.current().pid());

        private PidFile(Path file) {
            this.file = file;
        }

        /**
         * @throws FailedException if it cannot be written
         */
        static PidFile write(Path file) {
            PidFile written = new PidFile(file);
            try {
                // Without an end of line, as Python's writes it.
                Files.writeString(file, written.pid);
                return written;
            } catch (IOException e) {
                throw new FailedException("cannot write the process id to " + file + ": " + e, e);
            }
        }

        /** Removes the file, unless another process has written its own id meanwhile. */
        void close() {
            try {
                if (Files.readString(file).equals(pid)) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                return; // someone else removed it, which is fine
            }
        }
    }
}
