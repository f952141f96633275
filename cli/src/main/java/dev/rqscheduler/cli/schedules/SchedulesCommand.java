/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleNotFoundException;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.api.ScheduleStatus.State;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.options.Values;
import dev.rqscheduler.cli.output.Fields;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.Printable;
import dev.rqscheduler.cli.output.TextTable;
import dev.rqscheduler.internal.text.TimeText;
import dev.rqscheduler.internal.wire.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** {@code rqscheduler schedule}: the parent of the subcommands for named schedules. */
@Command(
        name = "schedule",
        description = "Manage named schedules: put, apply files, list, show, pause, resume, run and see their history.")
public final class SchedulesCommand implements Runnable {

    @Override
    public void run() {
        throw new UsageException("schedule needs a subcommand, for example list, show NAME or apply FILE"
                + " (see rqscheduler schedule --help)");
    }

    /** {@code rqscheduler schedule list}: written as it is read, page by page. */
    @Command(name = "list", description = "List the named schedules, sorted by name.")
    public static final class ListAll extends NamedCommand {

        private static final int LONGEST_STATE = 48;
        private static final int LONGEST_WHAT = 100;
        private static final int ROWS_BETWEEN_CHECKS = 200;

        @Option(names = "--group", paramLabel = "GROUP", description = "Only schedules in this group.")
        private @Nullable String group;

        @Option(
                names = "--state",
                paramLabel = "STATE",
                converter = StateWord.class,
                description = "Only schedules in this state: active, paused, waiting, finished or broken.")
        private @Nullable State state;

        @Override
        int run(SchedulerClient scheduler, Schedules schedules) {
            try (Stream<ScheduleStatus> all = schedules.list().filter(this::isWanted)) {
                if (json()) {
                    each(
                            all,
                            ROWS_BETWEEN_CHECKS,
                            status -> StatusText.json(status).printTo(console().out()));
                } else {
                    Instant now = scheduler.ping();
                    TextTable table =
                            new TextTable(console().out(), "NAME", "STATE", "NEXT", "", "LAST", "RUNS", "WHAT");
                    each(all, ROWS_BETWEEN_CHECKS, status -> row(table, status, now));
                    table.end();
                    if (table.rows() == 0) {
                        console()
                                .err()
                                .println("no " + (group == null && state == null ? "" : "matching ") + "schedules");
                    }
                }
            }
            return ExitCode.DONE;
        }

        private boolean isWanted(ScheduleStatus status) {
            return (state == null || status.state() == state)
                    && (group == null
                            || status.schedule()
                                    .map(Schedule::group)
                                    .filter(group::equals)
                                    .isPresent());
        }

        private static void row(TextTable table, ScheduleStatus status, Instant now) {
            // A paused schedule has a next due time, but no run at that time.
            var next = status.next().filter(time -> status.state() != State.PAUSED);
            table.row(
                    status.name(),
                    Printable.cut(StatusText.state(status), LONGEST_STATE),
                    next.map(TimeText::utc).orElse(""),
                    next.map(time -> TimeText.relative(time, now)).orElse("") + (status.skipping() ? ", skipped" : ""),
                    StatusText.last(status, now),
                    Long.toString(status.runs()),
                    Printable.cut(status.schedule().map(StatusText::what).orElse(""), LONGEST_WHAT));
        }

        /** Parses {@code --state}. */
        static final class StateWord implements ITypeConverter<State> {
            @Override
            public State convert(String text) throws Exception {
                return Values.choice(State.class).convert(text);
            }
        }
    }

    /** {@code rqscheduler schedule show NAME}. */
    @Command(
            name = "show",
            description = "Show everything about a schedule: definition, state, next due times and recent history.")
    public static final class Show extends OneCommand {

        private static final int TIMES = 5;
        private static final int LINES = 5;

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
                        .put(
                                "history",
                                history.stream().map(StatusText.History::json).toList())
                        .printTo(console().out());
            } else {
                Instant now = scheduler.ping();
                fields(status, times, now).printTo(console().out());
                if (!history.isEmpty()) {
                    console().out().println();
                    StatusText.History.print(history, console().out());
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
                    "runs",
                    status.runs() + (status.manualRuns() == 0 ? "" : ", and " + status.manualRuns() + " manual"));
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
}
