/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.FailedException;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.internal.text.TimeText;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rqscheduler schedule skip-next NAME}. */
@Command(name = "skip-next", description = "Skip the next run only.")
public final class SkipNextCommand extends OneCommand {

    @Mixin
    private Author author = new Author();

    public SkipNextCommand(CommandContext context) {
        super(context);
    }

    @Override
    Schedules schedules(SchedulerClient scheduler) {
        return author.of(scheduler);
    }

    @Override
    int run(SchedulerClient scheduler, Schedules schedules) {
        Instant skipped = schedules
                .skipNext(name())
                .orElseThrow(() -> new FailedException("schedule \"" + name() + "\" has no upcoming run to skip"));
        if (json()) {
            new Json()
                    .put("name", name())
                    .put("skipped", skipped)
                    .printTo(console().out());
        } else {
            console()
                    .out()
                    .println(name() + " will skip its run of " + TimeText.utc(skipped) + "  ("
                            + TimeText.relative(skipped, scheduler.ping()) + ")");
        }
        return ExitCode.DONE;
    }
}
