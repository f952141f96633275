/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.Schedules;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.output.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rqscheduler schedule pause NAME...}. */
@Command(
        name = "pause",
        description = "Stop runs until resumed; due times that pass are recorded in the history as skipped.")
public final class PauseCommand extends EachCommand {

    @Option(names = "--reason", paramLabel = "TEXT", description = "The reason, for others to see.")
    private String reason = "";

    public PauseCommand(CommandContext context) {
        super(context);
    }

    @Override
    Done done(Schedules schedules, String name) {
        boolean changed = schedules.pause(name, reason);
        return new Done(
                changed ? "paused " + name : name + " was already paused; its reason has been updated",
                new Json().put("name", name).put("paused", true).put("changed", changed));
    }
}
