/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.CronSyntaxException;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.ScheduledJob;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.options.CallOptions;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.options.JobOptionGroup;
import dev.rqscheduler.cli.options.RedisCommand;
import dev.rqscheduler.cli.output.OutputFormat;
import dev.rqscheduler.internal.text.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What {@code at}, {@code in}, {@code every} and {@code cron} have in common. */
abstract class ScheduleCommand extends RedisCommand {

    // Not in a mixin: its first parameter, the time, is the subclass's, and a mixin may have no gap.
    @Parameters(
            index = "1",
            paramLabel = "FUNC",
            description = "Python function that the worker calls, as package.module.function.")
    private String function = "";

    @Parameters(
            index = "2..*",
            arity = "0..*",
            paramLabel = "ARGS",
            description = "Its positional arguments: JSON values, or else strings; \"5\" with the quotes is a string.")
    private List<String> positional = new ArrayList<>();

    @Mixin
    private CallOptions call = new CallOptions();

    @Mixin
    private JobOptionGroup job = new JobOptionGroup();

    @Mixin
    private OutputFormat format = new OutputFormat();

    private @Nullable JobSpec spec;

    ScheduleCommand(CommandContext context) {
        super(context);
    }

    /** When to run the job. */
    abstract JobRequest request(SchedulerClient scheduler, JobSpec spec);

    @Override
    protected void check() {
        spec = spec();
    }

    @Override
    protected int run(SchedulerClient scheduler) {
        print(schedule(scheduler, Objects.requireNonNull(spec)), scheduler);
        return ExitCode.DONE;
    }

    private JobSpec spec() {
        try {
            JobSpec.Builder builder = call.job(function, positional);
            job.applyTo(builder);
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private ScheduledJob schedule(SchedulerClient scheduler, JobSpec spec) {
        try {
            return scheduler.schedule(request(scheduler, spec));
        } catch (IllegalArgumentException | CronSyntaxException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private void print(ScheduledJob scheduled, SchedulerClient scheduler) {
        if (format.json()) {
            JobLine.json(scheduled).printTo(console().out());
        } else {
            console()
                    .out()
                    .println(scheduled.id() + "  due " + TimeText.utcAndRelative(scheduled.due(), scheduler.ping()));
        }
    }
}
