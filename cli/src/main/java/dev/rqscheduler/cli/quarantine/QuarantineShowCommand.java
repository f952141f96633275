/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.quarantine;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.QuarantinedJob;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.FailedException;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.options.RedisCommand;
import dev.rqscheduler.cli.output.Fields;
import dev.rqscheduler.cli.output.OutputFormat;
import dev.rqscheduler.internal.text.TimeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rqscheduler quarantine show ID}. */
@Command(name = "show", description = "Show why a job is in quarantine; `rqscheduler show ID` shows the job itself.")
public final class QuarantineShowCommand extends RedisCommand {

    @Parameters(index = "0", paramLabel = "ID", description = "Job id.")
    private String id = "";

    @Mixin
    private OutputFormat format = new OutputFormat();

    public QuarantineShowCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run(SchedulerClient scheduler) {
        QuarantinedJob job = scheduler
                .quarantine()
                .find(id)
                .orElseThrow(() -> new FailedException("job \"" + id + "\" is not in quarantine"));
        if (format.json()) {
            QuarantinedLine.json(job).printTo(console().out());
        } else {
            print(job, scheduler);
        }
        return ExitCode.DONE;
    }

    private void print(QuarantinedJob job, SchedulerClient scheduler) {
        Fields fields = new Fields();
        fields.add("id", job.id());
        fields.add("reason", job.reason());
        fields.add("since", TimeText.utcAndRelative(job.since(), scheduler.ping()));
        fields.add("was due", TimeText.utc(job.due()));
        fields.add("queue", job.queue().orElse(""));
        fields.add("call", scheduler.job(id).map(details -> details.call()).orElse("(its hash is gone)"));
        fields.printTo(console().out());
    }
}
