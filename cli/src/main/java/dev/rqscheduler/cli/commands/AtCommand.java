/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.cli.options.CommandContext;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rqscheduler at TIME FUNC [ARGS...]}. */
@Command(name = "at", description = "Schedule a job once, at a given time.")
public final class AtCommand extends ScheduleCommand {

    @Parameters(
            index = "0",
            paramLabel = "TIME",
            description = "ISO-8601 with a zone, such as 2026-11-23T10:00:00Z or 2026-11-23T10:00[Europe/Berlin], or"
                    + " seconds since 1970.")
    private Instant due = Instant.EPOCH;

    public AtCommand(CommandContext context) {
        super(context);
    }

    @Override
    JobRequest request(SchedulerClient scheduler, JobSpec spec) {
        return JobRequest.at(due, spec);
    }
}
