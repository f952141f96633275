/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.TextTable;
import dev.rqscheduler.internal.text.TimeText;
import dev.rqscheduler.internal.time.Durations;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Formats a history as a table and as JSON. */
final class HistoryText {

    private HistoryText() {}

    static void print(List<RunRecord> history, PrintStream out) {
        TextTable table = new TextTable(out, "DUE", "LATE BY", "OUTCOME", "JOB", "JOB STATUS", "REQUESTED BY");
        history.forEach(line -> table.row(
                TimeText.utc(line.due()),
                lateness(line),
                outcome(line),
                line.job().orElse(""),
                line.job().isPresent() ? line.jobStatus().orElse("gone") : "",
                line.askedBy().orElse("")));
        table.end();
    }

    /** Returns for example {@code queued}, {@code skipped: misfire (+3 more)}. */
    static String outcome(RunRecord line) {
        return line.outcome().word()
                + line.reason().map(why -> ": " + why).orElse("")
                + (line.more() == 0 ? "" : " (+" + line.more() + " more)");
    }

    /** A run skipped before its time has no lateness. */
    private static String lateness(RunRecord line) {
        Duration late = line.lateness();
        return late.isNegative() ? "" : Durations.format(Duration.ofMillis(late.toMillis()));
    }

    static Json json(RunRecord line) {
        return new Json()
                .put("due", line.due())
                .put("at", line.at())
                .put("late_by", BigDecimal.valueOf(line.lateness().toMillis(), 3))
                .put("outcome", line.outcome().word())
                .put("reason", line.reason().orElse(""))
                .put("more", line.more())
                .put("job", line.job().orElse(null))
                .put("job_status", line.jobStatus().orElse(null))
                .put("asked_by", line.askedBy().orElse(null));
    }
}
