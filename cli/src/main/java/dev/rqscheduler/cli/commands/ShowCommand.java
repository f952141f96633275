/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobDetails;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.FailedException;
import dev.rqscheduler.cli.options.RedisCommand;
import dev.rqscheduler.cli.output.Fields;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.OutputFormat;
import dev.rqscheduler.internal.text.TimeText;
import dev.rqscheduler.internal.time.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rqscheduler show ID}. */
@Command(name = "show", description = "Show everything about one job, scheduled or not.")
public final class ShowCommand extends RedisCommand {

    @Parameters(index = "0", paramLabel = "ID", description = "Job id.")
    private String id = "";

    @Mixin
    private OutputFormat format = new OutputFormat();

    @Override
    protected int run(SchedulerClient scheduler) {
        JobDetails job = scheduler
                .job(id)
                .orElseThrow(() -> new FailedException("there is no job \"" + id + "\": it has no hash rq:job:" + id
                        + ", and is neither scheduled nor in quarantine"));
        if (format.json()) {
            json(job).printTo(console().out());
        } else {
            print(job, scheduler.ping());
        }
        return ExitCode.DONE;
    }

    private static Json json(JobDetails job) {
        return new Json()
                .put("id", job.id())
                .put("due", job.due().orElse(null))
                .put("call", job.call())
                .put("meta", job.meta().orElse(null))
                .put("fields", job.fields())
                .put(
                        "expires_in",
                        job.expiresIn()
                                .map(left -> BigDecimal.valueOf(left.toMillis(), 3))
                                .orElse(null))
                .put("quarantine_reason", job.inQuarantine().orElse(null));
    }

    private void print(JobDetails job, Instant now) {
        Fields fields = new Fields();
        fields.add("id", job.id());
        fields.add(
                "due", job.due().map(due -> TimeText.utcAndRelative(due, now)).orElse("not scheduled"));
        fields.add("call", job.call());
        job.meta().ifPresent(meta -> fields.add("meta", meta));
        job.inQuarantine().ifPresent(reason -> fields.add("in quarantine", reason));
        job.expiresIn().ifPresent(left -> fields.add("expires", "in " + Durations.format(wholeSeconds(left))));
        job.fields().forEach(fields::add);
        fields.printTo(console().out());
    }

    private static Duration wholeSeconds(Duration left) {
        return Duration.ofSeconds(left.toSeconds());
    }
}
