/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.cli.failure.FailedException;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.options.RedisCommand;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.OutputFormat;
import dev.rqscheduler.cli.output.Printable;
import dev.rqscheduler.internal.text.TimeText;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The subcommands that change scheduled jobs. */
public final class ChangeCommands {
    private ChangeCommands() {}

    @Command(name = "cancel", description = "Cancel scheduled jobs.")
    public static final class Cancel extends RedisCommand.EachId {

        @Option(
                names = "--delete",
                description = "Delete the job's hash too, unless an earlier run is queued, waiting or running.")
        private boolean delete;

        @Mixin
        private OutputFormat format = new OutputFormat();

        @Override
        protected boolean handle(SchedulerClient client, String id) {
            return report(id, client.cancel(id, delete), "cancelled", "is not scheduled", format);
        }
    }

    @Command(
            name = "reschedule",
            description =
                    "Change the due time of a scheduled job; one that has already been moved is not brought back.")
    public static final class Reschedule extends RedisCommand {

        @Parameters(index = "0", paramLabel = "ID", description = "Job id.")
        private String id = "";

        @Parameters(index = "1", paramLabel = "TIME", description = "ISO-8601 with a zone, or seconds since 1970.")
        private Instant due = Instant.EPOCH;

        @Mixin
        private OutputFormat format = new OutputFormat();

        @Override
        protected int run(SchedulerClient scheduler) {
            try {
                scheduler.reschedule(id, due);
            } catch (IllegalArgumentException e) {
                throw new UsageException(String.valueOf(e.getMessage()), e);
            }
            return print(
                    format,
                    () -> new Json().put("id", id).put("due", due),
                    () -> Printable.line(id) + "  due " + TimeText.utcAndRelative(due, scheduler.ping()));
        }
    }

    @Command(
            name = "enqueue",
            description =
                    "Move a scheduled job to its queue now, whatever its due time; a periodic job keeps recurring.")
    public static final class Enqueue extends RedisCommand {

        @Parameters(index = "0", paramLabel = "ID", description = "Job id.")
        private String id = "";

        @Mixin
        private OutputFormat format = new OutputFormat();

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
            return print(
                    format, () -> new Json().put("id", id).put("enqueued", true), () -> "queued " + Printable.line(id));
        }
    }
}
