/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.api.When;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.TextTable;
import dev.rqscheduler.internal.schedule.ScheduleJson;
import dev.rqscheduler.internal.text.TimeText;
import dev.rqscheduler.internal.time.Durations;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Formats the state of a schedule as strings and as JSON. */
final class StatusText {

    private StatusText() {}

    /** Returns for example {@code active}, {@code PAUSED: the warehouse moves}. */
    static String state(ScheduleStatus status) {
        return switch (status.state()) {
            case PAUSED -> "PAUSED" + reason(status.pause().flatMap(ScheduleStatus.Pause::reason));
            case BROKEN -> "BROKEN" + reason(status.problem());
            default -> word(status);
        };
    }

    private static String reason(Optional<String> text) {
        return text.map(why -> ": " + why).orElse("");
    }

    private static String word(ScheduleStatus status) {
        return status.state().name().toLowerCase(Locale.ROOT);
    }

    /** Returns for example {@code queued 3h ago, finished}; empty if there is no outcome yet. */
    static String last(ScheduleStatus status, Instant now) {
        return status.lastRecord().map(line -> last(line, now)).orElse("");
    }

    private static String last(RunRecord line, Instant now) {
        String end = line.jobStatus().map(word -> ", job " + word).orElse("");
        return History.outcome(line) + " " + TimeText.relative(line.at(), now) + end;
    }

    /** Returns for example {@code shop.jobs.report, cron 0 3 * * *}. */
    static String what(Schedule schedule) {
        return schedule.job().function() + ", " + when(schedule.when());
    }

    private static String when(When when) {
        if (when instanceof When.Cron cron) {
            return "cron " + cron.expression();
        } else if (when instanceof When.Every every) {
            return "every " + Durations.format(every.interval());
        } else if (when instanceof When.At at) {
            return "at " + TimeText.utc(at.times().get(0))
                    + (at.times().size() == 1 ? "" : " and " + (at.times().size() - 1) + " more");
        }
        return "rrule " + ((When.Rule) when).text();
    }

    static Json json(ScheduleStatus status) {
        Optional<RunRecord> last = status.lastRecord();
        Optional<ScheduleStatus.Pause> pause = status.pause();
        return new Json()
                .put("name", status.name())
                .put("state", word(status))
                .put("group", status.schedule().map(Schedule::group).orElse(null))
                .put("next", status.next().orElse(null))
                .put("next_due", status.nextDue().orElse(null))
                .put("skipping", status.skipping())
                .put("runs", status.runs())
                .put("manual_runs", status.manualRuns())
                .put("last_due", status.lastDue().orElse(null))
                .put("last_at", status.lastAt().orElse(null))
                .put("last_job", status.lastJob().orElse(null))
                .put("last_outcome", last.map(run -> run.outcome().word()).orElse(null))
                .put("last_reason", last.map(run -> run.reason().orElse("")).orElse(null))
                .put("last_job_status", last.flatMap(RunRecord::jobStatus).orElse(null))
                .put("pause_reason", pause.map(it -> it.reason().orElse("")).orElse(null))
                .put("paused_by", pause.map(it -> it.by().orElse("")).orElse(null))
                .put("paused_at", pause.flatMap(ScheduleStatus.Pause::since).orElse(null))
                .put("problem", status.problem().orElse(""))
                .put("updated_at", status.updatedAt().orElse(null))
                .put("updated_by", status.updatedBy().orElse(""))
                .raw("definition", status.schedule().map(ScheduleJson::text).orElse("null"));
    }

    /** Formats a history as a table and as JSON. */
    static final class History {

        private History() {}

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
}
