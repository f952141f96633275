/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.wire.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One named schedule.
 *
 * @param times the next due times
 * @param history newest first
 */
public record ScheduleModel(
        ScheduleStatus status, List<Instant> times, List<RunRecord> history, boolean hideArguments) {

    public Zone zone() {
        return status.schedule().map(Schedule::zone).orElse(Zone.UTC);
    }

    public List<OutcomeMark> ticks() {
        return history.stream().map(OutcomeMark::of).toList();
    }

    public boolean paused() {
        return status.pause().isPresent();
    }

    /** Returns the definition by field; hidden fields are listed without their value. */
    public Map<String, String> definition() {
        Map<String, String> fields = new LinkedHashMap<>();
        status.schedule()
                .ifPresent(schedule -> schedule.form()
                        .forEach((name, value) -> fields.put(
                                name,
                                hideArguments && ScheduleFields.CARRY_ARGUMENTS.contains(name)
                                        ? "(hidden)"
                                        : text(value))));
        return fields;
    }

    static String text(PyValue value) {
        return value instanceof PyValue.Str text
                ? text.value()
                : new String(JsonWriter.write("field", value), StandardCharsets.US_ASCII);
    }
}
