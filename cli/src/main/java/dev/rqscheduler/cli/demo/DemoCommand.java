/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.demo;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.SchedulerProcess;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.cli.daemon.StopSignals;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.FailedException;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.log.LogSetUp;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.output.Console;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.embedded.RedisServerBuilder;
import dev.rqscheduler.internal.connection.ThisProcess;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rqscheduler demo}: the real scheduler and a real Redis, without prerequisites, cleaning up after itself. */
@Command(
        name = "demo",
        description =
                "See it work: starts a private Redis (on --port or a free port), schedules a few jobs of every kind,"
                        + " and shows each move with its lateness, here and on a web page.")
public final class DemoCommand implements Callable<Integer> {

    /** Every kind of job has run after this time. */
    private static final Duration FULL = Duration.ofSeconds(10);

    private final CommandContext context;

    @Option(names = "--for", paramLabel = "DURATION", description = "How long to run; default: until Ctrl-C.")
    private @Nullable Duration length;

    public DemoCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        context.connection().refuseOtherRedis("demo");
        Console console = context.console();
        if (context.log().verbose()) {
            // The table already shows what the log would say.
            LogSetUp.start(context.log().format(), context.log().verbosity(), console.err());
        }
        PrintStream out = console.out();
        out.println("Starting a private server ...");
        out.flush();
        try (RedisServer server = server().start()) {
            return run(server, out);
        }
    }

    private int run(RedisServer server, PrintStream out) throws InterruptedException {
        RedisConfig redis = ThisProcess.ofInstance(RedisConfig.parse(server.uri()), "demo");
        out.println(server.version() + " running at " + redis
                + ", data in a temporary directory; both are removed on exit.");
        out.println("From another terminal: ./rqscheduler list --url " + redis);
        DemoResult result = new DemoResult();
        boolean stoppedEarly;
        try (SchedulerClient scheduler = SchedulerClient.builder().redis(redis).build();
                DemoPage page = new DemoPage(redis, out)) {
            page.start();
            DemoJobs jobs = new DemoJobs(scheduler);
            DemoDisplay display = new DemoDisplay(out, jobs, result);
            int count = jobs.schedule().size();
            out.println("Scheduled " + count
                    + " jobs, one then cancelled and one moved from tomorrow to today, and a named schedule. "
                    + (length == null ? "Press Ctrl-C to stop." : "The demo stops on its own, or with Ctrl-C."));
            out.println();
            display.heading();
            try (SchedulerProcess process = SchedulerProcess.builder()
                    .redis(redis)
                    .name("demo")
                    .listener(display)
                    .listener(page)
                    .build()) {
                stoppedEarly = new TimedRun(process).run(length);
            }
        }
        result.print(out);
        return verdict(result, stoppedEarly);
    }

    private int verdict(DemoResult result, boolean stoppedEarly) {
        if (stoppedEarly || length == null || length.compareTo(FULL) < 0) {
            return ExitCode.DONE;
        }
        List<DemoJobs.Kind> missing = result.missing();
        if (!missing.isEmpty()) {
            throw new FailedException("these kinds of job did not do what they should have: "
                    + missing.stream()
                            .map(kind -> kind.label + " (" + kind.story + ")")
                            .collect(Collectors.joining(", ")));
        }
        return ExitCode.DONE;
    }

    private RedisServerBuilder server() {
        // The scheduler deregisters in Redis, so Redis is closed after that and not by its own hook.
        RedisServerBuilder server = RedisServer.builder().stopOnExit(false);
        Integer port = context.connection().port();
        return port == null ? server : UsageException.valid(() -> server.port(port));
    }

    /** Runs a scheduler process for a given time, or until a signal. */
    private static final class TimedRun {

        private static final Duration PATIENCE_AT_EXIT = Duration.ofSeconds(5);

        private final SchedulerProcess process;
        private final AtomicBoolean signalled = new AtomicBoolean();

        TimedRun(SchedulerProcess process) {
            this.process = process;
        }

        /**
         * @param length null for unlimited
         * @return whether a signal ended it
         */
        boolean run(@Nullable Duration length) throws InterruptedException {
            StopSignals signals = StopSignals.on(this::signalled, () -> ended(PATIENCE_AT_EXIT));
            try {
                if (length != null) {
                    startTimer(length);
                }
                process.run();
            } finally {
                signals.close();
            }
            return signalled.get();
        }

        private void startTimer(Duration length) {
            Thread timer = new Thread(
                    () -> {
                        if (!ended(length)) {
                            process.stop();
                        }
                    },
                    "end of the demo");
            timer.setDaemon(true);
            timer.start();
        }

        private void signalled() {
            signalled.set(true);
            process.stop();
        }

        private boolean ended(Duration longest) {
            try {
                return process.awaitStop(longest);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
