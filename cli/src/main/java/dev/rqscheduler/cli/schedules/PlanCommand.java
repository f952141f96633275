/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.ScheduleChange;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.files.ScheduleFiles;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code rqscheduler schedule plan FILE...}. */
@Command(name = "plan", description = "Show what apply would change: + added, ~ changed (field by field), - removed.")
public final class PlanCommand extends FilesCommand {

    public PlanCommand(CommandContext context) {
        super(context);
    }

    @Override
    List<ScheduleChange> changes(ScheduleFiles read, Schedules schedules, boolean pruning) {
        return read.plan(schedules, pruning);
    }

    @Override
    boolean done() {
        return false;
    }
}
