/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.ScheduledJob;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.options.CallOptions;
import dev.rqscheduler.cli.options.JobOptionGroup;
import dev.rqscheduler.cli.options.RedisCommand;
import dev.rqscheduler.cli.output.OutputFormat;
import dev.rqscheduler.internal.text.TimeText;
import dev.rqscheduler.internal.time.CronExpression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code at}, {@code in}, {@code every} and {@code cron} have in common. */
public abstract class ScheduleCommand extends RedisCommand {

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

    /** When to run the job. */
    abstract JobRequest request(SchedulerClient scheduler, JobSpec spec);

    @Override
    protected void check() {
        spec = spec();
    }

    @Override
    protected int run(SchedulerClient scheduler) {
        JobSpec checked = Objects.requireNonNull(spec);
        ScheduledJob job = UsageException.valid(() -> scheduler.schedule(request(scheduler, checked)));
        return print(
                format,
                () -> JobLine.json(job),
                () -> job.id() + "  due " + TimeText.utcAndRelative(job.due(), scheduler.ping()));
    }

    private JobSpec spec() {
        return UsageException.valid(() -> {
            JobSpec.Builder builder = call.job(function, positional);
            job.applyTo(builder);
            return builder.build();
        });
    }

    @Command(name = "at", description = "Schedule a job once, at a given time.")
    public static final class At extends ScheduleCommand {

        @Parameters(
                index = "0",
                paramLabel = "TIME",
                description =
                        "ISO-8601 with a zone, such as 2026-11-23T10:00:00Z or 2026-11-23T10:00[Europe/Berlin], or"
                                + " seconds since 1970.")
        private Instant due = Instant.EPOCH;

        @Override
        JobRequest request(SchedulerClient scheduler, JobSpec spec) {
            return JobRequest.at(due, spec);
        }
    }

    @Command(name = "in", description = "Schedule a job once, after a delay by Redis's clock.")
    public static final class In extends ScheduleCommand {

        @Parameters(index = "0", paramLabel = "DURATION", description = "Such as 500ms, 10s, 5m, 1h30m, 2d or PT5M.")
        private Duration delay = Duration.ZERO;

        @Override
        JobRequest request(SchedulerClient scheduler, JobSpec spec) {
            return JobRequest.in(delay, spec);
        }
    }

    @Command(name = "every", description = "Schedule a job repeatedly, at a fixed interval without drift.")
    public static final class Every extends ScheduleCommand {

        @Parameters(index = "0", paramLabel = "DURATION", description = "Whole seconds: 10s, 5m, 1h30m, 2d or PT5M.")
        private Duration interval = Duration.ZERO;

        @Option(names = "--first", paramLabel = "TIME", description = "The first run; default: one interval from now.")
        private @Nullable Instant first;

        @Option(names = "--repeat", paramLabel = "N", description = "Total number of runs; default: unlimited.")
        private @Nullable Integer repeat;

        @Override
        JobRequest request(SchedulerClient scheduler, JobSpec spec) {
            Instant start = first != null ? first : scheduler.ping().plus(interval);
            return repeat == null
                    ? JobRequest.every(start, interval, spec)
                    : JobRequest.every(start, interval, repeat, spec);
        }
    }

    @Command(name = "cron", description = "Schedule a job with a cron expression in rq-scheduler's dialect.")
    public static final class Cron extends ScheduleCommand {

        @Parameters(
                index = "0",
                paramLabel = "EXPR",
                description =
                        "5 fields (minute hour day month weekday), 6 (plus year) or 7 (second first, year last); day and"
                                + " weekday must both match. `rqscheduler next EXPR` previews it.")
        private @Nullable CronExpression expression;

        @Option(names = "--repeat", paramLabel = "N", description = "Total number of runs; default: unlimited.")
        private @Nullable Integer repeat;

        @Option(
                names = "--cron-zone",
                paramLabel = "ZONE",
                description =
                        "Time zone of the first run; the scheduler's --cron-zone applies to the rest. Default: this"
                                + " machine's.")
        private @Nullable Zone zone;

        @Override
        protected SchedulerClient.Builder prepared(SchedulerClient.Builder builder) {
            return zone == null ? builder : builder.cronZone(zone);
        }

        @Override
        JobRequest request(SchedulerClient scheduler, JobSpec spec) {
            String text = String.valueOf(expression);
            return repeat == null ? JobRequest.cron(text, spec) : JobRequest.cron(text, repeat, spec);
        }
    }
}
