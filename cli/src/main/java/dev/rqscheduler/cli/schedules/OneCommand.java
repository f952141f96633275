/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.cli.options.CommandContext;
import picocli.CommandLine.Parameters;

/** A subcommand about one schedule. */
abstract class OneCommand extends NamedCommand {

    @Parameters(index = "0", paramLabel = "NAME", description = "Schedule name.")
    private String name = "";

    OneCommand(CommandContext context) {
        super(context);
    }

    String name() {
        return name;
    }

    @Override
    protected void check() {
        checkName(name);
    }
}
