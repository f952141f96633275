/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleNotFoundException;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.output.Fields;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.internal.text.TimeText;
import dev.rqscheduler.internal.wire.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code rqscheduler schedule show NAME}. */
@Command(
        name = "show",
        description = "Show everything about a schedule: definition, state, next due times and recent history.")
public final class SchedulesShowCommand extends OneCommand {

    private static final int TIMES = 5;
    private static final int LINES = 5;

    public SchedulesShowCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run(SchedulerClient scheduler, Schedules schedules) {
        ScheduleStatus status = schedules.get(name()).orElseThrow(() -> new ScheduleNotFoundException(name()));
        List<Instant> times = status.schedule().isPresent() ? schedules.next(name(), TIMES) : List.of();
        List<RunRecord> history = schedules.history(name(), LINES);
        if (json()) {
            StatusText.json(status)
                    .put(
                            "times",
                            times.stream()
                                    .map(time -> new Json().put("at", time))
                                    .toList())
                    .put("history", history.stream().map(HistoryText::json).toList())
                    .printTo(console().out());
        } else {
            Instant now = scheduler.ping();
            fields(status, times, now).printTo(console().out());
            if (!history.isEmpty()) {
                console().out().println();
                HistoryText.print(history, console().out());
            }
        }
        return ExitCode.DONE;
    }

    private static Fields fields(ScheduleStatus status, List<Instant> times, Instant now) {
        Fields fields = new Fields();
        fields.add("name", status.name());
        fields.add("state", StatusText.state(status));
        status.pause()
                .ifPresent(pause -> fields.add(
                        "paused",
                        by(
                                pause.by(),
                                pause.since().map(since -> time(since, now)).orElse(""))));
        status.updatedAt().ifPresent(at -> fields.add("updated", by(status.updatedBy(), time(at, now))));
        fields.add(
                "runs", status.runs() + (status.manualRuns() == 0 ? "" : ", and " + status.manualRuns() + " manual"));
        status.next().ifPresent(next -> fields.add("next run", time(next, now)));
        if (status.skipping()) {
            fields.add("skipped", "the next run");
        }
        status.schedule().ifPresent(schedule -> definition(schedule, times, fields));
        return fields;
    }

    private static void definition(Schedule schedule, List<Instant> times, Fields fields) {
        schedule.form().forEach((name, value) -> fields.add(name, text(value)));
        String heading = "due in " + schedule.zone();
        for (Instant time : times) {
            fields.add(heading, TimeText.clock(schedule.zone().at(time)));
            heading = "";
        }
    }

    private static String text(PyValue value) {
        return value instanceof PyValue.Str text
                ? text.value()
                : new String(JsonWriter.write("field", value), StandardCharsets.US_ASCII);
    }

    private static String by(Optional<String> who, String when) {
        return (when + who.map(name -> " by " + name).orElse("")).strip();
    }

    private static String time(Instant time, Instant now) {
        return TimeText.utcAndRelative(time, now);
    }
}
