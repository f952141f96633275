/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.options.CommandContext;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rqscheduler schedule history NAME}. */
@Command(name = "history", description = "Show the outcome of a schedule's recent due times, latest first.")
public final class HistoryCommand extends OneCommand {

    private static final int MOST = 10_000;

    @Option(names = "-n", paramLabel = "N", description = "Number of entries; default 20.")
    private int count = 20;

    public HistoryCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected void check() {
        super.check();
        checkCount(count, MOST);
    }

    @Override
    int run(SchedulerClient scheduler, Schedules schedules) {
        List<RunRecord> history = schedules.history(name(), count);
        if (json()) {
            history.forEach(line -> HistoryText.json(line).printTo(console().out()));
        } else {
            HistoryText.print(history, console().out());
            if (history.isEmpty()) {
                console().err().println(name() + " has not been due yet");
            }
        }
        return ExitCode.DONE;
    }
}
