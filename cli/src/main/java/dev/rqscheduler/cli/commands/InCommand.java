/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.cli.options.CommandContext;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rqscheduler in DURATION FUNC [ARGS...]}. */
@Command(name = "in", description = "Schedule a job once, after a delay by Redis's clock.")
public final class InCommand extends ScheduleCommand {

    @Parameters(index = "0", paramLabel = "DURATION", description = "Such as 500ms, 10s, 5m, 1h30m, 2d or PT5M.")
    private Duration delay = Duration.ZERO;

    public InCommand(CommandContext context) {
        super(context);
    }

    @Override
    JobRequest request(SchedulerClient scheduler, JobSpec spec) {
        return JobRequest.in(delay, spec);
    }
}
