/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.ScheduledJob;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.options.RedisCommand;
import dev.rqscheduler.cli.output.Console;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.OutputFormat;
import dev.rqscheduler.cli.output.Printable;
import dev.rqscheduler.cli.output.TextTable;
import dev.rqscheduler.internal.text.TimeText;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rqscheduler list}: written as it is read, so that a million jobs take no more memory than ten. */
@Command(name = "list", description = "List the scheduled jobs, earliest first.")
public final class ListCommand extends RedisCommand {

    private static final int LONGEST_DESCRIPTION = 80;
    private static final int ROWS_BETWEEN_CHECKS = 1_000;

    @Option(names = "--until", paramLabel = "TIME", description = "Only jobs due at or before this time.")
    private @Nullable Instant until;

    @Option(names = "--queue", paramLabel = "NAME", description = "Only jobs of this queue.")
    private @Nullable String queue;

    @Option(names = "--limit", paramLabel = "N", description = "At most N jobs.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--offset", paramLabel = "N", description = "Skip the first N jobs.")
    private long offset;

    @Mixin
    private OutputFormat format = new OutputFormat();

    @Override
    protected void check() {
        if (limit < 0 || offset < 0) {
            throw new UsageException((limit < 0 ? "--limit" : "--offset") + " must not be negative");
        }
    }

    @Override
    protected int run(SchedulerClient scheduler) {
        Console console = console();
        try (Stream<ScheduledJob> jobs = jobs(scheduler)) {
            if (format.json()) {
                each(jobs, ROWS_BETWEEN_CHECKS, job -> JobLine.json(job).printTo(console.out()));
            } else {
                Instant now = scheduler.ping();
                TextTable table = new TextTable(console.out(), "DUE", "", "QUEUE", "ID", "RUNS", "CALL");
                each(jobs, ROWS_BETWEEN_CHECKS, job -> row(table, job, now));
                table.end();
                if (table.rows() == 0) {
                    console.err().println("no " + (filtered() ? "matching " : "") + "scheduled jobs");
                }
            }
        }
        return ExitCode.DONE;
    }

    private Stream<ScheduledJob> jobs(SchedulerClient scheduler) {
        Optional<Instant> latest = Optional.ofNullable(until);
        if (queue == null) {
            return scheduler.jobs(latest, offset).limit(limit);
        }
        // All queues share one set of scheduled jobs: a job's queue is known only once it has been read.
        return scheduler
                .jobs(latest, 0)
                .filter(job -> job.queue().filter(queue::equals).isPresent())
                .skip(offset)
                .limit(limit);
    }

    private boolean filtered() {
        return until != null || queue != null || offset > 0 || limit < Long.MAX_VALUE;
    }

    private static void row(TextTable table, ScheduledJob job, Instant now) {
        table.row(
                TimeText.utc(job.due()),
                TimeText.relative(job.due(), now),
                job.queue().orElse(""),
                job.id(),
                JobLine.recurrence(job),
                Printable.cut(job.description().orElse(""), LONGEST_DESCRIPTION));
    }

    @Command(name = "count", description = "Count the scheduled jobs.")
    public static final class Count extends RedisCommand {

        @Option(names = "--until", paramLabel = "TIME", description = "Only jobs due at or before this time.")
        private @Nullable Instant until;

        @Mixin
        private OutputFormat format = new OutputFormat();

        @Override
        protected int run(SchedulerClient scheduler) {
            long count = until == null ? scheduler.count() : scheduler.count(until);
            return print(format, () -> new Json().put("count", count).put("until", until), () -> Long.toString(count));
        }
    }
}
