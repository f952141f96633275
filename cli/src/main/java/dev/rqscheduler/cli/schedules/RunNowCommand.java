/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.output.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rqscheduler schedule run-now NAME}. */
@Command(
        name = "run-now",
        description = "Queue a run now, paused or not, and print its job id; the timetable is unchanged.")
public final class RunNowCommand extends OneCommand {

    @Mixin
    private Author author = new Author();

    public RunNowCommand(CommandContext context) {
        super(context);
    }

    @Override
    Schedules schedules(SchedulerClient scheduler) {
        return author.of(scheduler);
    }

    @Override
    int run(SchedulerClient scheduler, Schedules schedules) {
        String job = schedules.runNow(name());
        if (json()) {
            new Json().put("name", name()).put("job", job).printTo(console().out());
        } else {
            console().out().println(job);
        }
        return ExitCode.DONE;
    }
}
