/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli;

import dev.rqscheduler.cli.commands.AtCommand;
import dev.rqscheduler.cli.commands.InCommand;
import dev.rqscheduler.cli.commands.ListCommand;
import dev.rqscheduler.cli.daemon.DaemonCommand;
import dev.rqscheduler.cli.demo.DemoCommand;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.options.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * The tree of commands. A command line is given only those subcommands whose names occur in it: reading the annotations of
 * all would be the larger part of the time that a short command takes.
 */
final class Subcommands {

    private static final Map<String, Function<CommandContext, Object>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("at", AtCommand::new);
        BY_NAME.put("in", InCommand::new);
        BY_NAME.put("list", ListCommand::new);
        BY_NAME.put("demo", DemoCommand::new);
    }

    private Subcommands() {}

    /** With the subcommands that these arguments may ask for. */
    static CommandLine line(CommandContext context, Arguments arguments) {
        Set<String> named = arguments.among(BY_NAME.keySet());
        boolean overview = arguments.asksForOverview();
        return with(context, overview ? BY_NAME.keySet() : named);
    }

    static CommandLine all(CommandContext context) {
        return with(context, BY_NAME.keySet());
    }

    private static CommandLine with(CommandContext context, Set<String> names) {
        CommandLine command = new CommandLine(new DaemonCommand(context));
        BY_NAME.forEach((name, maker) -> {
            if (names.contains(name)) {
                command.addSubcommand(name, maker.apply(context));
            }
        });
        Values.registerOn(command);
        return command
                // @daily is a cron alias, not the name of a file with arguments.
                .setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }
}
