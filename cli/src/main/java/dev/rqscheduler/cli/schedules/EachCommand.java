/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.ScheduleNotFoundException;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.output.Json;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A subcommand that handles each of several schedules; a missing one does not stop the others. */
abstract class EachCommand extends NamedCommand {

    @Parameters(index = "0..*", arity = "1..*", paramLabel = "NAME", description = "Schedule names.")
    private List<String> names = new ArrayList<>();

    @Mixin
    private Author author = new Author();

    EachCommand(CommandContext context) {
        super(context);
    }

    /**
     * @return what was done, as a string and in JSON
     * @throws ScheduleNotFoundException if there is no such schedule
     */
    abstract Done done(Schedules schedules, String name);

    /** What was done to one schedule. */
    record Done(String text, Json json) {}

    @Override
    protected void check() {
        names.forEach(NamedCommand::checkName);
    }

    @Override
    Schedules schedules(SchedulerClient scheduler) {
        return author.of(scheduler);
    }

    @Override
    int run(SchedulerClient scheduler, Schedules schedules) {
        boolean all = true;
        for (String name : names) {
            try {
                Done done = done(schedules, name);
                if (json()) {
                    done.json().printTo(console().out());
                } else {
                    console().out().println(done.text());
                }
            } catch (ScheduleNotFoundException e) {
                all = false;
                console().say(String.valueOf(e.getMessage()));
            }
        }
        return done(all);
    }
}
