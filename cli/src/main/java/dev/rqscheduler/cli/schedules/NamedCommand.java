/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.output.Console;
import dev.rqscheduler.cli.output.OutputFormat;
import dev.rqscheduler.internal.schedule.ScheduleName;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** Base of the subcommands for named schedules: connection and output format. */
abstract class NamedCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    private OutputFormat format = new OutputFormat();

    NamedCommand(CommandContext context) {
        this.context = context;
    }

    /**
     * @return the exit code
     */
    abstract int run(SchedulerClient scheduler, Schedules schedules);

    /** Checks the command line before Redis is used. */
    void check() {}

    /** Who changes schedules; of no interest to a command that only reads. */
    Schedules schedules(SchedulerClient scheduler) {
        return scheduler.schedules();
    }

    @Override
    public final Integer call() {
        check();
        try (SchedulerClient scheduler = context.scheduler()) {
            return run(scheduler, schedules(scheduler));
        }
    }

    Console console() {
        return context.console();
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

    static void checkCount(int count, int most) {
        if (count < 1 || count > most) {
            throw new UsageException("-n must be 1 to " + most + ", not " + count);
        }
    }

    static int done(boolean all) {
        return all ? ExitCode.DONE : ExitCode.FAILED;
    }
}
