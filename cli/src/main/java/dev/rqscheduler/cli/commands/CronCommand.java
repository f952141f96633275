/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.internal.time.CronExpression;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rqscheduler cron EXPR FUNC [ARGS...]}. */
@Command(name = "cron", description = "Schedule a job with a cron expression in rq-scheduler's dialect.")
public final class CronCommand extends ScheduleCommand {

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
            description = "Time zone of the first run; the scheduler's --cron-zone applies to the rest. Default: this"
                    + " machine's.")
    private @Nullable Zone zone;

    public CronCommand(CommandContext context) {
        super(context);
    }

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
