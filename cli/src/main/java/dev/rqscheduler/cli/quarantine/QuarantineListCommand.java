/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.quarantine;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.QuarantinedJob;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.options.RedisCommand;
import dev.rqscheduler.cli.output.OutputFormat;
import dev.rqscheduler.cli.output.TextTable;
import dev.rqscheduler.internal.text.TimeText;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rqscheduler quarantine list}. */
@Command(name = "list", description = "List quarantined jobs with the reason, latest first.")
public final class QuarantineListCommand extends RedisCommand {

    private static final int PAGE = 200;

    @Mixin
    private OutputFormat format = new OutputFormat();

    public QuarantineListCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run(SchedulerClient scheduler) {
        if (format.json()) {
            each(scheduler, job -> QuarantinedLine.json(job).printTo(console().out()));
        } else {
            Instant now = scheduler.ping();
            TextTable table = new TextTable(console().out(), "SINCE", "", "QUEUE", "ID", "REASON");
            each(scheduler, job -> row(table, job, now));
            table.end();
            if (table.rows() == 0) {
                console().err().println("no jobs in quarantine");
            }
        }
        return ExitCode.DONE;
    }

    private void each(SchedulerClient scheduler, Consumer<QuarantinedJob> print) {
        long offset = 0;
        List<QuarantinedJob> page;
        do {
            page = scheduler.quarantine().list(offset, PAGE);
            page.forEach(print);
            offset += page.size();
        } while (page.size() == PAGE && !console().readerIsGone());
    }

    private static void row(TextTable table, QuarantinedJob job, Instant now) {
        table.row(
                TimeText.utc(job.since()),
                TimeText.relative(job.since(), now),
                job.queue().orElse(""),
                job.id(),
                job.reason());
    }
}
