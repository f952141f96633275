/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.ScheduleChange;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.files.ScheduleFiles;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rqscheduler schedule apply FILE...}. */
@Command(
        name = "apply",
        description =
                "Create or update all schedules in files; if any is invalid, nothing is changed. Schedules that are"
                        + " already the same are left untouched, so it is safe to run at every deployment.")
public final class ApplyCommand extends FilesCommand {

    @Mixin
    private Author author = new Author();

    public ApplyCommand(CommandContext context) {
        super(context);
    }

    @Override
    Schedules schedules(SchedulerClient scheduler) {
        return author.of(scheduler);
    }

    @Override
    List<ScheduleChange> changes(ScheduleFiles read, Schedules schedules, boolean pruning) {
        return read.apply(schedules, pruning);
    }

    @Override
    boolean done() {
        return true;
    }
}
