/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.quarantine;

import dev.rqscheduler.Quarantine;
import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.QuarantinedJob;
import dev.rqscheduler.api.RetryResult;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.FailedException;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.options.RedisCommand;
import dev.rqscheduler.cli.output.Console;
import dev.rqscheduler.cli.output.Fields;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.OutputFormat;
import dev.rqscheduler.cli.output.Printable;
import dev.rqscheduler.cli.output.TextTable;
import dev.rqscheduler.internal.text.TimeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rqscheduler quarantine}: the parent of its subcommands. */
@Command(name = "quarantine", description = "Manage jobs that could not be moved: list, show, retry, drop.")
public final class QuarantineCommand implements Runnable {

    @Override
    public void run() {
        throw new UsageException("quarantine needs a subcommand: list, show ID, retry ID or drop ID"
                + " (see rqscheduler quarantine --help)");
    }

    @Command(name = "list", description = "List quarantined jobs with the reason, latest first.")
    public static final class ListJobs extends RedisCommand {

        private static final int PAGE = 200;

        @Mixin
        private OutputFormat format = new OutputFormat();

        @Override
        protected int run(SchedulerClient scheduler) {
            if (format.json()) {
                each(scheduler, job -> json(job).printTo(console().out()));
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

    @Command(
            name = "show",
            description = "Show why a job is in quarantine; `rqscheduler show ID` shows the job itself.")
    public static final class Show extends RedisCommand {

        @Parameters(index = "0", paramLabel = "ID", description = "Job id.")
        private String id = "";

        @Mixin
        private OutputFormat format = new OutputFormat();

        @Override
        protected int run(SchedulerClient scheduler) {
            QuarantinedJob job = scheduler
                    .quarantine()
                    .find(id)
                    .orElseThrow(() -> new FailedException("job \"" + id + "\" is not in quarantine"));
            if (format.json()) {
                json(job).printTo(console().out());
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

    @Command(name = "retry", description = "Schedule quarantined jobs again, with their original due times.")
    public static final class Retry extends RedisCommand {

        private static final int PAGE = 200;
        private static final char UNDECODABLE = '\uFFFD';
        private static final Set<RetryResult> STAYS =
                EnumSet.of(RetryResult.MISSING, RetryResult.QUEUED_SINCE, RetryResult.UNLOADABLE);

        @Parameters(index = "0..*", arity = "0..*", paramLabel = "ID", description = "Job ids.")
        private List<String> ids = new ArrayList<>();

        @Option(names = "--all", description = "All jobs now in quarantine.")
        private boolean all;

        @Mixin
        private OutputFormat format = new OutputFormat();

        private boolean failed;

        @Override
        protected void check() {
            if (all == !ids.isEmpty()) {
                throw new UsageException("quarantine retry needs either job ids or --all");
            }
        }

        @Override
        protected int run(SchedulerClient scheduler) {
            Quarantine quarantine = scheduler.quarantine();
            if (all) {
                retryAll(quarantine, scheduler.ping());
            } else {
                ids.forEach(id -> report(id, quarantine.retry(id)));
            }
            return done(!failed);
        }

        /** A job that is still faulty soon returns, at a time later than {@code until}: it is not retried again. */
        private void retryAll(Quarantine quarantine, Instant until) {
            long offset = 0;
            List<QuarantinedJob> page;
            do {
                page = quarantine.list(offset, PAGE);
                for (QuarantinedJob job : page) {
                    if (job.since().isAfter(until)) {
                        offset++;
                        continue;
                    }
                    RetryResult retried = quarantine.retry(job.id());
                    report(job.id(), retried);
                    // A job whose id is not UTF-8 cannot be found by its listed id, and stays, too.
                    if (STAYS.contains(retried) || job.id().indexOf(UNDECODABLE) >= 0) {
                        offset++;
                    }
                }
            } while (page.size() == PAGE);
        }

        private void report(String id, RetryResult retried) {
            Console console = console();
            boolean done = retried == RetryResult.RETRIED || retried == RetryResult.SCHEDULED;
            failed |= !done;
            if (format.json()) {
                new Json()
                        .put("id", id)
                        .put("outcome", retried.name().toLowerCase(Locale.ROOT))
                        .printTo(console.out());
            }
            String line = "\"" + Printable.line(id) + "\" " + inWords(retried);
            if (!done) {
                console.say("job " + line);
            } else if (!format.json()) {
                console.out().println("job " + line);
            }
        }

        private static String inWords(RetryResult retried) {
            return switch (retried) {
                case RETRIED -> "is scheduled again";
                case SCHEDULED -> "has been rescheduled in the meantime and is left as it is";
                case QUEUED_SINCE ->
                    "has since been queued by another client, and would run twice: drop it with quarantine drop";
                case UNLOADABLE ->
                    "stays in quarantine: not all workers of its queue can load its id (see quarantine show)";
                case GONE -> "is not in quarantine";
                case MISSING -> "has lost its hash, so it cannot be scheduled: drop it";
            };
        }
    }

    @Command(name = "drop", description = "Remove jobs from quarantine without retrying them.")
    public static final class Drop extends RedisCommand.EachId {

        @Option(names = "--delete", description = "Delete the job's hash too.")
        private boolean delete;

        @Mixin
        private OutputFormat format = new OutputFormat();

        @Override
        protected boolean handle(SchedulerClient client, String id) {
            return report(id, client.quarantine().drop(id, delete), "dropped", "is not in quarantine", format);
        }
    }

    private static Json json(QuarantinedJob job) {
        return new Json()
                .put("id", job.id())
                .put("since", job.since())
                .put("due", job.due())
                .put("queue", job.queue().orElse(""))
                .put("reason", job.reason());
    }
}
