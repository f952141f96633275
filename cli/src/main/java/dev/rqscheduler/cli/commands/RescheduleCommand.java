/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.options.RedisCommand;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.OutputFormat;
import dev.rqscheduler.cli.output.Printable;
import dev.rqscheduler.internal.text.TimeText;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rqscheduler reschedule ID TIME}. */
@Command(
        name = "reschedule",
        description = "Change the due time of a scheduled job; one that has already been moved is not brought back.")
public final class RescheduleCommand extends RedisCommand {

    @Parameters(index = "0", paramLabel = "ID", description = "Job id.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "TIME", description = "ISO-8601 with a zone, or seconds since 1970.")
    private Instant due = Instant.EPOCH;

    @Mixin
    private OutputFormat format = new OutputFormat();

    public RescheduleCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run(SchedulerClient scheduler) {
        change(scheduler);
        if (format.json()) {
            new Json().put("id", id).put("due", due).printTo(console().out());
        } else {
            console().out().println(Printable.line(id) + "  due " + TimeText.utcAndRelative(due, scheduler.ping()));
        }
        return ExitCode.DONE;
    }

    private void change(SchedulerClient scheduler) {
        try {
            scheduler.reschedule(id, due);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
