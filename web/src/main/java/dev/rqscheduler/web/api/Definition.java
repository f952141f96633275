/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.schedule.ScheduleForm;
import dev.rqscheduler.internal.schedule.ScheduleJson;
import dev.rqscheduler.internal.wire.json.JsonReader;
import dev.rqscheduler.web.http.HttpProblem;
import dev.rqscheduler.web.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the definition of a schedule from a body, in the JSON form of docs/schedules.md. */
final class Definition {

    private Definition() {}

    /**
     * Reads a definition.
     *
     * @throws BadScheduleException if a field is invalid
     */
    static Schedule read(String name, Request request) {
        Input.requireJson(request);
        byte[] body = request.text().getBytes(StandardCharsets.UTF_8);
        if (body.length > ScheduleJson.LONGEST) {
            throw new HttpProblem(413, "a definition must be at most " + ScheduleJson.LONGEST + " bytes");
        }
        try {
            if (JsonReader.read(body) instanceof PyValue.Dict dict) {
                Map<String, PyValue> fields = new LinkedHashMap<>();
                dict.entries().forEach(entry -> fields.put(((PyValue.Str) entry.key()).value(), entry.value()));
                return ScheduleForm.read(name, fields);
            }
        } catch (WireFormatException e) {
            throw HttpProblem.badRequest("the body is not valid JSON: " + e.getMessage());
        }
        throw HttpProblem.badRequest("the body must be a JSON object");
    }
}
