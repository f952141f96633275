/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.top;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.options.RedisCommand;
import dev.rqscheduler.cli.options.Values;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jline.utils.AttributedString;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rqscheduler top}. */
@Command(
        name = "top",
        description = "Watch schedulers, backlog, next runs and problems live in this terminal.",
        footer = "%nKeys: q quits, space refreshes now.")
public final class TopCommand implements Callable<Integer> {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** For a file or a pipe, which do not wrap lines. */
    private static final int PLAIN_WIDTH = 500;

    private static final int PLAIN_HEIGHT = 200;

    private final CommandContext context;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            converter = Values.Seconds.class,
            description = "Time between refreshes; default 1s.")
    private Duration interval = Duration.ofSeconds(1);

    @Option(names = "--once", description = "Print the current state as plain text and exit.")
    private boolean once;

    @Mixin
    private RedisCommand.CronZone zone = new RedisCommand.CronZone();

    public TopCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new UsageException("--interval must be between 100ms and 1h");
        }
        try (SchedulerClient client = zone.applyTo(context.schedulerBuilder()).build()) {
            TopReader watch = new TopReader(client, context.console().clock());
            // Read once before taking over the screen: an unreachable Redis is reported in one line, as everywhere.
            TopReader.Snapshot first = watch.look();
            if (once) {
                print(first);
            } else {
                show(watch, first);
            }
        }
        return ExitCode.DONE;
    }

    private void print(TopReader.Snapshot glance) {
        PrintStream out = context.console().out();
        for (AttributedString line : new TopFrame(PLAIN_WIDTH, PLAIN_HEIGHT).of(glance)) {
            out.println(line.toString().stripTrailing());
        }
    }

    private void show(TopReader watch, TopReader.Snapshot first) throws InterruptedException {
        try (Screen screen = Screen.open()) {
            TopReader.Snapshot glance = first;
            while (true) {
                screen.show(new TopFrame(screen.width(), screen.height()).of(glance));
                switch (screen.await(interval)) {
                    case QUIT -> {
                        return;
                    }
                    case RESIZED -> {} // the same again, in another size
                    case LOOK -> glance = watch.lookAnyway();
                }
            }
        }
    }
}
