/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.FailedException;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.options.RedisCommand;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.OutputFormat;
import dev.rqscheduler.cli.output.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rqscheduler enqueue ID}. */
@Command(
        name = "enqueue",
        description = "Move a scheduled job to its queue now, whatever its due time; a periodic job keeps recurring.")
public final class EnqueueCommand extends RedisCommand {

    @Parameters(index = "0", paramLabel = "ID", description = "Job id.")
    private String id = "";

    @Mixin
    private OutputFormat format = new OutputFormat();

    public EnqueueCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run(SchedulerClient scheduler) {
        if (!scheduler.enqueueNow(id)) {
            throw new FailedException("job \"" + id + "\" was not queued: "
                    + scheduler
                            .quarantine()
                            .find(id)
                            .map(job -> "it is in quarantine: " + job.reason())
                            .orElse("it is waiting for the jobs it depends on; a worker will queue it"));
        }
        if (format.json()) {
            new Json().put("id", id).put("enqueued", true).printTo(console().out());
        } else {
            console().out().println("queued " + Printable.line(id));
        }
        return ExitCode.DONE;
    }
}
