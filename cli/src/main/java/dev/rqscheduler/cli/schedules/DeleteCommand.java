/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.ScheduleNotFoundException;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.output.Json;
import picocli.CommandLine.Command;

/** {@code rqscheduler schedule delete NAME...}. */
@Command(name = "delete", description = "Delete schedules and their histories; jobs they have already queued stay.")
public final class DeleteCommand extends EachCommand {

    public DeleteCommand(CommandContext context) {
        super(context);
    }

    @Override
    Done done(Schedules schedules, String name) {
        if (!schedules.delete(name)) {
            throw new ScheduleNotFoundException(name);
        }
        return new Done("deleted " + name, new Json().put("name", name).put("deleted", true));
    }
}
