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
import dev.rqscheduler.cli.options.RedisCommand;
import dev.rqscheduler.cli.options.Values;
import dev.rqscheduler.cli.quarantine.QuarantineCommand;
import dev.rqscheduler.cli.schedules.EachCommand;
import dev.rqscheduler.cli.schedules.ExportCommand;
import dev.rqscheduler.cli.schedules.FilesCommand;
import dev.rqscheduler.cli.schedules.OneCommand;
import dev.rqscheduler.cli.schedules.PutCommand;
import dev.rqscheduler.cli.schedules.SchedulesCommand;
import dev.rqscheduler.cli.top.TopCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * The command tree. A command line only gets the subcommands whose names occur in it: reading the annotations of all
 * would take most of the time of a short command.
 */
final class Subcommands {

    private static final Map<String, Function<CommandContext, Object>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("at", redis(ScheduleCommand.At::new));
        BY_NAME.put("in", redis(ScheduleCommand.In::new));
        BY_NAME.put("every", redis(ScheduleCommand.Every::new));
        BY_NAME.put("cron", redis(ScheduleCommand.Cron::new));
        BY_NAME.put("list", redis(ListCommand::new));
        BY_NAME.put("show", redis(ShowCommand::new));
        BY_NAME.put("count", redis(ListCommand.Count::new));
        BY_NAME.put("cancel", redis(ChangeCommands.Cancel::new));
        BY_NAME.put("reschedule", redis(ChangeCommands.Reschedule::new));
        BY_NAME.put("enqueue", redis(ChangeCommands.Enqueue::new));
        BY_NAME.put("next", NextCommand::new);
        BY_NAME.put("quarantine", Subcommands::quarantine);
        BY_NAME.put("schedule", context -> new CommandLine(new SchedulesCommand()));
        BY_NAME.put("top", TopCommand::new);
        BY_NAME.put("doctor", redis(DoctorCommand::new));
        BY_NAME.put("why", redis(WhyCommand::new));
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

    private static Function<CommandContext, Object> redis(Supplier<RedisCommand> maker) {
        return context -> maker.get().in(context);
    }

    private static CommandLine quarantine(CommandContext context) {
        return new CommandLine(new QuarantineCommand())
                .addSubcommand(new QuarantineCommand.ListJobs().in(context))
                .addSubcommand(new QuarantineCommand.Show().in(context))
                .addSubcommand(new QuarantineCommand.Retry().in(context))
                .addSubcommand(new QuarantineCommand.Drop().in(context));
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
            BY_NAME.put("list", redis(SchedulesCommand.ListAll::new));
            BY_NAME.put("show", redis(SchedulesCommand.Show::new));
            BY_NAME.put("put", redis(PutCommand::new));
            BY_NAME.put("plan", redis(FilesCommand.Plan::new));
            BY_NAME.put("apply", redis(FilesCommand.Apply::new));
            BY_NAME.put("export", redis(ExportCommand::new));
            BY_NAME.put("pause", redis(EachCommand.Pause::new));
            BY_NAME.put("resume", redis(EachCommand.Resume::new));
            BY_NAME.put("run-now", redis(OneCommand.RunNow::new));
            BY_NAME.put("skip-next", redis(OneCommand.SkipNext::new));
            BY_NAME.put("next", redis(OneCommand.Next::new));
            BY_NAME.put("history", redis(OneCommand.History::new));
            BY_NAME.put("delete", redis(EachCommand.Delete::new));
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
