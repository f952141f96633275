/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.api.ScheduleStatus.State;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.options.Values;
import dev.rqscheduler.cli.output.Printable;
import dev.rqscheduler.cli.output.TextTable;
import dev.rqscheduler.internal.text.TimeText;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** {@code rqscheduler schedule list}: written as it is read, page by page. */
@Command(name = "list", description = "List the named schedules, sorted by name.")
public final class SchedulesListCommand extends NamedCommand {

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

    public SchedulesListCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run(SchedulerClient scheduler, Schedules schedules) {
        try (Stream<ScheduleStatus> all = schedules.list().filter(this::isWanted)) {
            if (json()) {
                each(all, status -> StatusText.json(status).printTo(console().out()));
            } else {
                Instant now = scheduler.ping();
                TextTable table = new TextTable(console().out(), "NAME", "STATE", "NEXT", "", "LAST", "RUNS", "WHAT");
                each(all, status -> row(table, status, now));
                table.end();
                if (table.rows() == 0) {
                    console().err().println("no " + (group == null && state == null ? "" : "matching ") + "schedules");
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

    private void each(Stream<ScheduleStatus> all, Consumer<ScheduleStatus> print) {
        long rows = 0;
        for (var each = all.iterator(); each.hasNext(); ) {
            print.accept(each.next());
            if (++rows % ROWS_BETWEEN_CHECKS == 0 && console().readerIsGone()) {
                return;
            }
        }
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
