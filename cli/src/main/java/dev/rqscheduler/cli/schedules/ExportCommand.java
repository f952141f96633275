/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.cli.failure.FailedException;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.output.Printable;
import dev.rqscheduler.files.ScheduleYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rqscheduler schedule export}. */
@Command(
        name = "export",
        description = "Print schedules as a file for `rqscheduler schedule apply`: those of a group, or with --adopt"
                + " rq-scheduler's interval and cron jobs. Changes nothing.")
public final class ExportCommand extends NamedCommand {

    @Option(
            names = "--group",
            paramLabel = "GROUP",
            description = "The group to export; with --adopt the group to assign, by default adopted.")
    private @Nullable String group;

    @Option(names = "--adopt", description = "Print rq-scheduler's interval and cron jobs as schedules.")
    private boolean adopt;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "With --adopt: the time zone of the cron jobs (their scheduler's --cron-zone); default: this"
                    + " machine's.")
    private @Nullable Zone zone;

    @Override
    protected void check() {
        if (json()) {
            throw new UsageException("export prints YAML; for JSON use `rqscheduler schedule list --json`");
        }
        if (zone != null && !adopt) {
            throw new UsageException("--zone is only valid with --adopt: a named schedule has its own zone");
        }
    }

    @Override
    int run(SchedulerClient scheduler, Schedules schedules) {
        if (adopt) {
            new Adoption(scheduler, schedules, zone == null ? Zone.local() : zone)
                    .print(group == null ? "adopted" : group, console());
            return done(true);
        }
        return export(schedules);
    }

    private int export(Schedules schedules) {
        List<Schedule> wanted = new ArrayList<>();
        Set<String> groups = new TreeSet<>();
        boolean all = true;
        try (Stream<ScheduleStatus> stream = schedules.list()) {
            for (var each = stream.iterator(); each.hasNext(); ) {
                ScheduleStatus status = each.next();
                if (status.schedule().isEmpty()) {
                    all = false;
                    console()
                            .say("schedule \"" + status.name()
                                    + "\" is skipped, because its definition is invalid: "
                                    + Printable.line(status.problem().orElse("")));
                    continue;
                }
                Schedule schedule = status.schedule().get();
                if (group == null || schedule.group().equals(group)) {
                    wanted.add(schedule);
                    groups.add(schedule.group());
                }
            }
        }
        if (groups.size() > 1) {
            throw new UsageException("a file holds one group, and there are several: choose one with --group: \""
                    + String.join("\", \"", groups) + "\"");
        } else if (wanted.isEmpty()) {
            throw new FailedException("there are no schedules" + (group == null ? "" : " in group \"" + group + "\""));
        }
        console().out().print(ScheduleYaml.group(groups.iterator().next()));
        wanted.forEach(schedule -> console().out().print(ScheduleYaml.schedule(schedule)));
        return done(all);
    }
}
