/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.options.RedisCommand;
import dev.rqscheduler.cli.output.OutputFormat;
import dev.rqscheduler.internal.schedule.ScheduleName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Base of the subcommands for named schedules: connection and output format. */
public abstract class NamedCommand extends RedisCommand {

    @Mixin
    private OutputFormat format = new OutputFormat();

    NamedCommand(CommandContext context) {
        super(context);
    }

    /**
     * @return the exit code
     */
    abstract int run(SchedulerClient scheduler, Schedules schedules);

    /** Who changes schedules; of no interest to a command that only reads. */
    Schedules schedules(SchedulerClient scheduler) {
        return scheduler.schedules();
    }

    @Override
    protected final int run(SchedulerClient scheduler) {
        return run(scheduler, schedules(scheduler));
    }

    boolean json() {
        return format.json();
    }

    static void checkName(String name) {
        try {
            ScheduleName.require(name);
        } catch (BadScheduleException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Who changes a schedule, recorded with the change. */
    public static final class Author {

        @Option(
                names = "--by",
                paramLabel = "WHO",
                description = "Who is making the change, for the record; default: user@host.")
        private @Nullable String by;

        Schedules of(SchedulerClient client) {
            return by == null ? client.schedules() : client.schedules(by);
        }
    }
}
