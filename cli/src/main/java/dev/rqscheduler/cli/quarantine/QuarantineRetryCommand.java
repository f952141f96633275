/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.quarantine;

import dev.rqscheduler.Quarantine;
import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.QuarantinedJob;
import dev.rqscheduler.api.RetryResult;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.options.RedisCommand;
import dev.rqscheduler.cli.output.Console;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.OutputFormat;
import dev.rqscheduler.cli.output.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rqscheduler quarantine retry ID...}. */
@Command(name = "retry", description = "Schedule quarantined jobs again, with their original due times.")
public final class QuarantineRetryCommand extends RedisCommand {

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

    public QuarantineRetryCommand(CommandContext context) {
        super(context);
    }

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
