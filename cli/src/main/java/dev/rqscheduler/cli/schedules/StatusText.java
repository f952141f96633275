/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.api.When;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.internal.schedule.ScheduleJson;
import dev.rqscheduler.internal.text.TimeText;
import dev.rqscheduler.internal.time.Durations;
import java.time.Instant;
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
        return HistoryText.outcome(line) + " " + TimeText.relative(line.at(), now) + end;
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
        Json json = new Json()
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
                .put(
                        "last_outcome",
                        status.lastRecord().map(run -> run.outcome().word()).orElse(null))
                .put(
                        "last_reason",
                        status.lastRecord().map(run -> run.reason().orElse("")).orElse(null))
                .put(
                        "last_job_status",
                        status.lastRecord().flatMap(RunRecord::jobStatus).orElse(null))
                .put(
                        "pause_reason",
                        status.pause().map(pause -> pause.reason().orElse("")).orElse(null))
                .put(
                        "paused_by",
                        status.pause().map(pause -> pause.by().orElse("")).orElse(null))
                .put(
                        "paused_at",
                        status.pause().flatMap(ScheduleStatus.Pause::since).orElse(null))
                .put("problem", status.problem().orElse(""))
                .put("updated_at", status.updatedAt().orElse(null))
                .put("updated_by", status.updatedBy().orElse(""));
        return json.raw("definition", status.schedule().map(ScheduleJson::text).orElse("null"));
    }
}
