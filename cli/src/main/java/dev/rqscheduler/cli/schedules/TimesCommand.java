/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleNotFoundException;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.FailedException;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.TextTable;
import dev.rqscheduler.internal.text.TimeText;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rqscheduler schedule next NAME}. */
@Command(name = "next", description = "Show the next due times of a schedule, in its own zone and in UTC.")
public final class TimesCommand extends OneCommand {

    private static final int MOST = 1_000;

    @Option(names = "-n", paramLabel = "N", description = "Number of due times, up to 1000; default 5.")
    private int count = 5;

    public TimesCommand(CommandContext context) {
        super(context);
    }

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
