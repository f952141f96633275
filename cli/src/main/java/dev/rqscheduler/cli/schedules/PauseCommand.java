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
        description = "No runs until it is resumed; due times that come are in the history as skipped.")
public final class PauseCommand extends EachCommand {

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who look at it later.")
    private String reason = "";

    public PauseCommand(CommandContext context) {
        super(context);
    }

    @Override
    Done done(Schedules schedules, String name) {
        boolean changed = schedules.pause(name, reason);
        return new Done(
                changed ? "paused " + name : name + " was paused already; the reason is the one given now",
                new Json().put("name", name).put("paused", true).put("changed", changed));
    }
}
