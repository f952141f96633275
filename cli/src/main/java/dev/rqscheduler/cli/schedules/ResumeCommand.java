/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.Schedules;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.output.Json;
import picocli.CommandLine.Command;

/** {@code rqscheduler schedule resume NAME...}. */
@Command(name = "resume", description = "Resume runs, from the first due time after now.")
public final class ResumeCommand extends EachCommand {

    public ResumeCommand(CommandContext context) {
        super(context);
    }

    @Override
    Done done(Schedules schedules, String name) {
        boolean changed = schedules.resume(name);
        return new Done(
                changed ? "resumed " + name : name + " was not paused",
                new Json().put("name", name).put("paused", false).put("changed", changed));
    }
}
