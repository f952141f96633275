/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleChange;
import dev.rqscheduler.api.ScheduleChange.FieldChange;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.internal.schedule.ScheduleField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts named schedules to JSON. */
final class ScheduleView {

    /** Fields of a definition that reveal arguments. */
    private static final List<ScheduleField> TELLING =
            List.of(ScheduleField.ARGS, ScheduleField.KWARGS, ScheduleField.META, ScheduleField.DESCRIPTION);

    private ScheduleView() {}

    static Entry status(ScheduleStatus status, boolean hideArguments) {
        Entry entry = new Entry()
                .put("name", status.name())
                .put("state", Query.word(status.state()))
                .time("next", status.next())
                .time("next_due", status.nextDue())
                .put("skipping", status.skipping())
                .put("runs", status.runs())
                .put("manual_runs", status.manualRuns())
                .time("last_due", status.lastDue())
                .time("last_at", status.lastAt())
                .put("last_job", status.lastJob())
                .put("pause", status.pause().map(ScheduleView::pause))
                .put("problem", status.problem())
                .time("updated_at", status.updatedAt())
                .put("updated_by", status.updatedBy());
        status.schedule().ifPresent(schedule -> {
            entry.put("definition", definition(schedule, hideArguments));
            List<String> hidden = TELLING.stream()
                    .map(ScheduleField::key)
                    .filter(key -> hideArguments && schedule.form().containsKey(key))
                    .toList();
            if (!hidden.isEmpty()) {
                entry.put("hidden", hidden);
            }
        });
        return entry;
    }

    private static Map<String, @Nullable Object> definition(Schedule schedule, boolean hideArguments) {
        Map<String, @Nullable Object> definition = new LinkedHashMap<>();
        schedule.form().forEach((name, value) -> definition.put(name, ValueJson.of(value)));
        if (hideArguments) {
            TELLING.forEach(field -> definition.remove(field.key()));
        }
        return definition;
    }

    private static Map<String, @Nullable Object> pause(ScheduleStatus.Pause pause) {
        return new Entry()
                .put("reason", pause.reason().orElse(""))
                .put("by", pause.by().orElse(""))
                .time("since", pause.since())
                .fields();
    }

    static Map<String, @Nullable Object> record(RunRecord line) {
        return new Entry()
                .time("due", line.due())
                .time("at", line.at())
                .span("lateness", line.lateness())
                .put("outcome", line.outcome().word())
                .put("reason", line.reason())
                .put("more", line.more())
                .put("job", line.job())
                .put("job_status", line.jobStatus())
                .put("asked_by", line.askedBy())
                .fields();
    }

    static Map<String, @Nullable Object> change(ScheduleChange change, boolean dryRun, boolean hideArguments) {
        return new Entry()
                .put("name", change.name())
                .put("change", Query.word(change.kind()))
                .put("dry_run", dryRun)
                .put(
                        "fields",
                        change.fields().stream()
                                .map(field -> field(field, hideArguments))
                                .toList())
                .time("next", change.next())
                .fields();
    }

    /** Returns a changed field; if hidden, without the previous value, which a dry run would otherwise reveal. */
    private static Map<String, @Nullable Object> field(FieldChange field, boolean hideArguments) {
        Entry entry = new Entry().put("field", field.field());
        if (hideArguments && TELLING.stream().anyMatch(telling -> telling.key().equals(field.field()))) {
            return entry.put("hidden", true).fields();
        }
        return entry.put("before", field.before()).put("after", field.after()).fields();
    }
}
