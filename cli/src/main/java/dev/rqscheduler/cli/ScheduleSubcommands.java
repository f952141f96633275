/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli;

import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.schedules.ApplyCommand;
import dev.rqscheduler.cli.schedules.DeleteCommand;
import dev.rqscheduler.cli.schedules.ExportCommand;
import dev.rqscheduler.cli.schedules.HistoryCommand;
import dev.rqscheduler.cli.schedules.PauseCommand;
import dev.rqscheduler.cli.schedules.PlanCommand;
import dev.rqscheduler.cli.schedules.PutCommand;
import dev.rqscheduler.cli.schedules.ResumeCommand;
import dev.rqscheduler.cli.schedules.RunNowCommand;
import dev.rqscheduler.cli.schedules.SchedulesListCommand;
import dev.rqscheduler.cli.schedules.SchedulesShowCommand;
import dev.rqscheduler.cli.schedules.SkipNextCommand;
import dev.rqscheduler.cli.schedules.TimesCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * The subcommands of {@code rqscheduler schedule}. As with {@link Subcommands}, only those that may be needed are
 * created.
 */
final class ScheduleSubcommands {

    private static final Map<String, Function<CommandContext, Object>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("list", SchedulesListCommand::new);
        BY_NAME.put("show", SchedulesShowCommand::new);
        BY_NAME.put("put", PutCommand::new);
        BY_NAME.put("plan", PlanCommand::new);
        BY_NAME.put("apply", ApplyCommand::new);
        BY_NAME.put("export", ExportCommand::new);
        BY_NAME.put("pause", PauseCommand::new);
        BY_NAME.put("resume", ResumeCommand::new);
        BY_NAME.put("run-now", RunNowCommand::new);
        BY_NAME.put("skip-next", SkipNextCommand::new);
        BY_NAME.put("next", TimesCommand::new);
        BY_NAME.put("history", HistoryCommand::new);
        BY_NAME.put("delete", DeleteCommand::new);
    }

    private ScheduleSubcommands() {}

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
