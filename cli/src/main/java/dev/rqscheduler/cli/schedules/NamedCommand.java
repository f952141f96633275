/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.options.RedisCommand;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.OutputFormat;
import dev.rqscheduler.internal.schedule.ScheduleName;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Base of the subcommands for named schedules: connection and output format. */
public abstract class NamedCommand extends RedisCommand {

    @Mixin
    private OutputFormat format = new OutputFormat();

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

    int print(Supplier<Json> json, Supplier<String> text) {
        return print(format, json, text);
    }

    static void checkName(String name) {
        UsageException.valid(() -> ScheduleName.require(name));
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
