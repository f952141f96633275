/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.ScheduleNotFoundException;
import dev.rqscheduler.cli.output.Json;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A subcommand that handles each of several schedules; a missing one does not stop the others. */
public abstract class EachCommand extends NamedCommand {

    @Parameters(index = "0..*", arity = "1..*", paramLabel = "NAME", description = "Schedule names.")
    private List<String> names = new ArrayList<>();

    @Mixin
    private NamedCommand.Author author = new NamedCommand.Author();

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
                print(done::json, done::text);
            } catch (ScheduleNotFoundException e) {
                all = false;
                console().say(String.valueOf(e.getMessage()));
            }
        }
        return done(all);
    }

    @Command(
            name = "pause",
            description = "Stop runs until resumed; due times that pass are recorded in the history as skipped.")
    public static final class Pause extends EachCommand {

        @Option(names = "--reason", paramLabel = "TEXT", description = "The reason, for others to see.")
        private String reason = "";

        @Override
        Done done(Schedules schedules, String name) {
            boolean changed = schedules.pause(name, reason);
            return new Done(
                    changed ? "paused " + name : name + " was already paused; its reason has been updated",
                    new Json().put("name", name).put("paused", true).put("changed", changed));
        }
    }

    @Command(name = "resume", description = "Resume runs, from the first due time after now.")
    public static final class Resume extends EachCommand {

        @Override
        Done done(Schedules schedules, String name) {
            boolean changed = schedules.resume(name);
            return new Done(
                    changed ? "resumed " + name : name + " was not paused",
                    new Json().put("name", name).put("paused", false).put("changed", changed));
        }
    }

    @Command(name = "delete", description = "Delete schedules and their histories; jobs they have already queued stay.")
    public static final class Delete extends EachCommand {

        @Override
        Done done(Schedules schedules, String name) {
            if (!schedules.delete(name)) {
                throw new ScheduleNotFoundException(name);
            }
            return new Done("deleted " + name, new Json().put("name", name).put("deleted", true));
        }
    }
}
