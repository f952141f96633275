/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli;

import dev.rqscheduler.cli.commands.ChangeCommands;
import dev.rqscheduler.cli.commands.CompletionCommand;
import dev.rqscheduler.cli.commands.ListCommand;
import dev.rqscheduler.cli.commands.NextCommand;
import dev.rqscheduler.cli.commands.ScheduleCommand;
import dev.rqscheduler.cli.commands.ShowCommand;
import dev.rqscheduler.cli.daemon.DaemonCommand;
import dev.rqscheduler.cli.daemon.HealthCommand;
import dev.rqscheduler.cli.demo.DemoCommand;
import dev.rqscheduler.cli.diagnosis.DoctorCommand;
import dev.rqscheduler.cli.diagnosis.WhyCommand;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.options.Values;
import dev.rqscheduler.cli.quarantine.QuarantineCommand;
import dev.rqscheduler.cli.schedules.EachCommand;
import dev.rqscheduler.cli.schedules.ExportCommand;
import dev.rqscheduler.cli.schedules.FilesCommand;
import dev.rqscheduler.cli.schedules.OneCommand;
import dev.rqscheduler.cli.schedules.PutCommand;
import dev.rqscheduler.cli.schedules.SchedulesCommand;
import dev.rqscheduler.cli.schedules.SchedulesListCommand;
import dev.rqscheduler.cli.schedules.SchedulesShowCommand;
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
        BY_NAME.put("at", ScheduleCommand.At::new);
        BY_NAME.put("in", ScheduleCommand.In::new);
        BY_NAME.put("every", ScheduleCommand.Every::new);
        BY_NAME.put("cron", ScheduleCommand.Cron::new);
        BY_NAME.put("list", ListCommand::new);
        BY_NAME.put("show", ShowCommand::new);
        BY_NAME.put("count", ListCommand.Count::new);
        BY_NAME.put("cancel", ChangeCommands.Cancel::new);
        BY_NAME.put("reschedule", ChangeCommands.Reschedule::new);
        BY_NAME.put("enqueue", ChangeCommands.Enqueue::new);
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
                .addSubcommand(new QuarantineCommand.ListJobs(context))
                .addSubcommand(new QuarantineCommand.Show(context))
                .addSubcommand(new QuarantineCommand.Retry(context))
                .addSubcommand(new QuarantineCommand.Drop(context));
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
            OfSchedule.addTo(schedule, context, arguments);
        }
        Values.registerOn(command);
        return command
                // @daily is a cron alias, not the name of a file with arguments.
                .setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true);
    }

    /**
     * The subcommands of {@code rqscheduler schedule}. As with {@link Subcommands}, only those that may be needed are
     * created.
     */
    static final class OfSchedule {

        private static final Map<String, Function<CommandContext, Object>> BY_NAME = new LinkedHashMap<>();

        static {
            BY_NAME.put("list", SchedulesListCommand::new);
            BY_NAME.put("show", SchedulesShowCommand::new);
            BY_NAME.put("put", PutCommand::new);
            BY_NAME.put("plan", FilesCommand.Plan::new);
            BY_NAME.put("apply", FilesCommand.Apply::new);
            BY_NAME.put("export", ExportCommand::new);
            BY_NAME.put("pause", EachCommand.Pause::new);
            BY_NAME.put("resume", EachCommand.Resume::new);
            BY_NAME.put("run-now", OneCommand.RunNow::new);
            BY_NAME.put("skip-next", OneCommand.SkipNext::new);
            BY_NAME.put("next", OneCommand.Next::new);
            BY_NAME.put("history", OneCommand.History::new);
            BY_NAME.put("delete", EachCommand.Delete::new);
        }

        private OfSchedule() {}

        static Set<String> names() {
            return BY_NAME.keySet();
        }

        static void addTo(CommandLine schedule, CommandContext context, Arguments arguments) {
            Set<String> named = arguments.among(BY_NAME.keySet());
            boolean all = named.isEmpty() || arguments.asksForOverview();
            BY_NAME.forEach((name, maker) -> {
                if (all || named.contains(name)) {
                    schedule.addSubcommand(name, maker.apply(context));
                }
            });
        }
    }
}
