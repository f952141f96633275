/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.cli.options.CommandContext;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rqscheduler every DURATION FUNC [ARGS...]}. */
@Command(name = "every", description = "Schedule a job repeatedly, at a fixed interval without drift.")
public final class EveryCommand extends ScheduleCommand {

    @Parameters(index = "0", paramLabel = "DURATION", description = "Whole seconds: 10s, 5m, 1h30m, 2d or PT5M.")
    private Duration interval = Duration.ZERO;

    @Option(names = "--first", paramLabel = "TIME", description = "The first run; default: one interval from now.")
    private @Nullable Instant first;

    @Option(names = "--repeat", paramLabel = "N", description = "Total number of runs; default: unlimited.")
    private @Nullable Integer repeat;

    public EveryCommand(CommandContext context) {
        super(context);
    }

    @Override
    JobRequest request(SchedulerClient scheduler, JobSpec spec) {
        Instant start = first != null ? first : scheduler.ping().plus(interval);
        return repeat == null
                ? JobRequest.every(start, interval, spec)
                : JobRequest.every(start, interval, repeat, spec);
    }
}
