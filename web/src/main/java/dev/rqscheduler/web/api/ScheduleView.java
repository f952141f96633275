/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleChange;
import dev.rqscheduler.api.ScheduleChange.FieldChange;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.web.http.JsonObject;
import dev.rqscheduler.web.site.Site;
import java.util.List;

/** Converts named schedules to JSON. */
final class ScheduleView {

    private ScheduleView() {}

    static JsonObject status(ScheduleStatus status, boolean hideArguments) {
        JsonObject entry = new JsonObject()
                .put("name", status.name())
                .put("state", Input.word(status.state()))
                .put("next", status.next())
                .put("next_due", status.nextDue())
                .put("skipping", status.skipping())
                .put("runs", status.runs())
                .put("manual_runs", status.manualRuns())
                .put("last_due", status.lastDue())
                .put("last_at", status.lastAt())
                .put("last_job", status.lastJob())
                .put("pause", status.pause().map(ScheduleView::pause))
                .put("problem", status.problem())
                .put("updated_at", status.updatedAt())
                .put("updated_by", status.updatedBy());
        status.schedule().ifPresent(schedule -> {
            entry.put("definition", definition(schedule, hideArguments));
            List<String> hidden = Site.TELLING_OF_DEFINITION.stream()
                    .filter(key -> hideArguments && schedule.form().containsKey(key))
                    .toList();
            if (!hidden.isEmpty()) {
                entry.put("hidden", hidden);
            }
        });
        return entry;
    }

    private static JsonObject definition(Schedule schedule, boolean hideArguments) {
        JsonObject definition = new JsonObject();
        schedule.form().forEach((name, value) -> {
            if (!hideArguments || !Site.TELLING_OF_DEFINITION.contains(name)) {
                definition.put(name, ValueJson.of(value));
            }
        });
        return definition;
    }

    private static JsonObject pause(ScheduleStatus.Pause pause) {
        return new JsonObject()
                .put("reason", pause.reason().orElse(""))
                .put("by", pause.by().orElse(""))
                .put("since", pause.since());
    }

    static JsonObject record(RunRecord line) {
        return new JsonObject()
                .put("due", line.due())
                .put("at", line.at())
                .span("lateness", line.lateness())
                .put("outcome", line.outcome().word())
                .put("reason", line.reason())
                .put("more", line.more())
                .put("job", line.job())
                .put("job_status", line.jobStatus())
                .put("asked_by", line.askedBy());
    }

    static JsonObject change(ScheduleChange change, boolean dryRun, boolean hideArguments) {
        return new JsonObject()
                .put("name", change.name())
                .put("change", Input.word(change.kind()))
                .put("dry_run", dryRun)
                .list("fields", change.fields(), field -> field(field, hideArguments))
                .put("next", change.next());
    }

    /** Returns a changed field; if hidden, without the previous value, which a dry run would otherwise reveal. */
    private static JsonObject field(FieldChange field, boolean hideArguments) {
        JsonObject entry = new JsonObject().put("field", field.field());
        if (hideArguments && Site.TELLING_OF_DEFINITION.contains(field.field())) {
            return entry.put("hidden", true);
        }
        return entry.put("before", field.before()).put("after", field.after());
    }
}
