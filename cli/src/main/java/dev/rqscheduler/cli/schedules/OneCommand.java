/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleNotFoundException;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.FailedException;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.TextTable;
import dev.rqscheduler.internal.text.TimeText;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A subcommand about one schedule. */
public abstract class OneCommand extends NamedCommand {

    @Parameters(index = "0", paramLabel = "NAME", description = "Schedule name.")
    private String name = "";

    String name() {
        return name;
    }

    @Override
    protected void check() {
        checkName(name);
    }

    @Command(
            name = "run-now",
            description = "Queue a run now, paused or not, and print its job id; the timetable is unchanged.")
    public static final class RunNow extends OneCommand {

        @Mixin
        private NamedCommand.Author author = new NamedCommand.Author();

        @Override
        Schedules schedules(SchedulerClient scheduler) {
            return author.of(scheduler);
        }

        @Override
        int run(SchedulerClient scheduler, Schedules schedules) {
            String job = schedules.runNow(name());
            return print(() -> new Json().put("name", name()).put("job", job), () -> job);
        }
    }

    @Command(name = "skip-next", description = "Skip the next run only.")
    public static final class SkipNext extends OneCommand {

        @Mixin
        private NamedCommand.Author author = new NamedCommand.Author();

        @Override
        Schedules schedules(SchedulerClient scheduler) {
            return author.of(scheduler);
        }

        @Override
        int run(SchedulerClient scheduler, Schedules schedules) {
            Instant skipped = schedules
                    .skipNext(name())
                    .orElseThrow(() -> new FailedException("schedule \"" + name() + "\" has no upcoming run to skip"));
            return print(
                    () -> new Json().put("name", name()).put("skipped", skipped),
                    () -> name() + " will skip its run of " + TimeText.utc(skipped) + "  ("
                            + TimeText.relative(skipped, scheduler.ping()) + ")");
        }
    }

    @Command(name = "next", description = "Show the next due times of a schedule, in its own zone and in UTC.")
    public static final class Next extends OneCommand {

        private static final int MOST = 1_000;

        @Option(names = "-n", paramLabel = "N", description = "Number of due times, up to 1000; default 5.")
        private int count = 5;

        @Override
        protected void check() {
            super.check();
            checkCount(count, MOST);
        }

        @Override
        int run(SchedulerClient scheduler, Schedules schedules) {
            List<Instant> times = schedules.next(name(), count);
            if (times.isEmpty()) {
                throw new FailedException("schedule \"" + name() + "\" has no future due time");
            }
            ScheduleStatus status = schedules.get(name()).orElseThrow(() -> new ScheduleNotFoundException(name()));
            var zone = status.schedule().map(Schedule::zone).orElse(Zone.UTC);
            if (json()) {
                times.forEach(time -> new Json()
                        .put("name", name())
                        .put("at", time)
                        .put("clock", zone.at(time).toString())
                        .put("zone", zone.toString())
                        .printTo(console().out()));
                return ExitCode.DONE;
            }
            Instant now = scheduler.ping();
            TextTable table = new TextTable(console().out(), "CLOCK IN " + zone, "UTC", "");
            times.forEach(
                    time -> table.row(TimeText.clock(zone.at(time)), TimeText.utc(time), TimeText.relative(time, now)));
            table.end();
            if (status.state() == ScheduleStatus.State.PAUSED) {
                console().say("the schedule is paused: none of these will run until it is resumed");
            }
            return ExitCode.DONE;
        }
    }

    @Command(name = "history", description = "Show the outcome of a schedule's recent due times, latest first.")
    public static final class History extends OneCommand {

        private static final int MOST = 10_000;

        @Option(names = "-n", paramLabel = "N", description = "Number of entries; default 20.")
        private int count = 20;

        @Override
        protected void check() {
            super.check();
            checkCount(count, MOST);
        }

        @Override
        int run(SchedulerClient scheduler, Schedules schedules) {
            List<RunRecord> history = schedules.history(name(), count);
            if (json()) {
                history.forEach(
                        line -> StatusText.History.json(line).printTo(console().out()));
            } else {
                StatusText.History.print(history, console().out());
                if (history.isEmpty()) {
                    console().err().println(name() + " has not been due yet");
                }
            }
            return ExitCode.DONE;
        }
    }
}
