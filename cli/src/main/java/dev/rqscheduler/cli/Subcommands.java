/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli;

import dev.rqscheduler.cli.commands.AtCommand;
import dev.rqscheduler.cli.commands.CancelCommand;
import dev.rqscheduler.cli.commands.CompletionCommand;
import dev.rqscheduler.cli.commands.CountCommand;
import dev.rqscheduler.cli.commands.CronCommand;
import dev.rqscheduler.cli.commands.EnqueueCommand;
import dev.rqscheduler.cli.commands.EveryCommand;
import dev.rqscheduler.cli.commands.InCommand;
import dev.rqscheduler.cli.commands.ListCommand;
import dev.rqscheduler.cli.commands.NextCommand;
import dev.rqscheduler.cli.commands.RescheduleCommand;
import dev.rqscheduler.cli.commands.ShowCommand;
import dev.rqscheduler.cli.daemon.DaemonCommand;
import dev.rqscheduler.cli.daemon.HealthCommand;
import dev.rqscheduler.cli.demo.DemoCommand;
import dev.rqscheduler.cli.diagnosis.DoctorCommand;
import dev.rqscheduler.cli.diagnosis.WhyCommand;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.options.Values;
import dev.rqscheduler.cli.quarantine.QuarantineCommand;
import dev.rqscheduler.cli.quarantine.QuarantineDropCommand;
import dev.rqscheduler.cli.quarantine.QuarantineListCommand;
import dev.rqscheduler.cli.quarantine.QuarantineRetryCommand;
import dev.rqscheduler.cli.quarantine.QuarantineShowCommand;
import dev.rqscheduler.cli.schedules.SchedulesCommand;
import dev.rqscheduler.cli.top.TopCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * The command tree. A command line only gets the subcommands whose names occur in it: reading the annotations of all
 * would take most of the time of a short command.
 */
final class Subcommands {

    private static final Map<String, Function<CommandContext, Object>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("at", AtCommand::new);
        BY_NAME.put("in", InCommand::new);
        BY_NAME.put("every", EveryCommand::new);
        BY_NAME.put("cron", CronCommand::new);
        BY_NAME.put("list", ListCommand::new);
        BY_NAME.put("show", ShowCommand::new);
        BY_NAME.put("count", CountCommand::new);
        BY_NAME.put("cancel", CancelCommand::new);
        BY_NAME.put("reschedule", RescheduleCommand::new);
        BY_NAME.put("enqueue", EnqueueCommand::new);
        BY_NAME.put("next", NextCommand::new);
        BY_NAME.put("quarantine", Subcommands::quarantine);
        BY_NAME.put("schedule", context -> new CommandLine(new SchedulesCommand()));
        BY_NAME.put("top", TopCommand::new);
        BY_NAME.put("doctor", DoctorCommand::new);
        BY_NAME.put("why", WhyCommand::new);
        BY_NAME.put("health", HealthCommand::new);
        BY_NAME.put("demo", DemoCommand::new);
        BY_NAME.put("completion", CompletionCommand::new);
        BY_NAME.put("help", context -> new CommandLine.HelpCommand());
    }

    private Subcommands() {}

    /** Returns a command line with the subcommands these arguments may need. */
    static CommandLine line(CommandContext context, Arguments arguments) {
        Set<String> named = arguments.among(BY_NAME.keySet());
        boolean overview = arguments.asksForOverview();
        return with(context, arguments, overview ? BY_NAME.keySet() : named);
    }

    static Set<String> names() {
        return BY_NAME.keySet();
    }

    private static CommandLine quarantine(CommandContext context) {
        return new CommandLine(new QuarantineCommand())
                .addSubcommand(new QuarantineListCommand(context))
                .addSubcommand(new QuarantineShowCommand(context))
                .addSubcommand(new QuarantineRetryCommand(context))
                .addSubcommand(new QuarantineDropCommand(context));
    }

    private static CommandLine with(CommandContext context, Arguments arguments, Set<String> names) {
        CommandLine command = new CommandLine(new DaemonCommand(context));
        BY_NAME.forEach((name, maker) -> {
            if (names.contains(name)) {
                command.addSubcommand(name, maker.apply(context));
            }
        });
        CommandLine schedule = command.getSubcommands().get("schedule");
        if (schedule != null) {
            ScheduleSubcommands.addTo(schedule, context, arguments);
        }
        Values.registerOn(command);
        return command
                // @daily is a cron alias, not the name of a file with arguments.
                .setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true);
    }
}
