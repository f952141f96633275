/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.account;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A line of a schedule's history.
 *
 * @param outcome such as {@code queued}
 * @param more how many due times after {@code due} share its fate
 * @param job empty text if there is none
 * @param asked whether it is of a run that somebody asked for
 */
record HistoryLine(Instant due, String outcome, String reason, long more, String job, boolean asked) {

    static HistoryLine of(String json) {
        Map<String, PyValue> fields = new HashMap<>();
        if (JsonReader.read(json.getBytes(StandardCharsets.UTF_8)) instanceof PyValue.Dict dict) {
            dict.entries().forEach(entry -> fields.put(((PyValue.Str) entry.key()).value(), entry.value()));
        }
        long more = fields.get("more") instanceof PyValue.Int number
                ? number.value().longValue()
                : 0;
        return new HistoryLine(
                Instant.parse(text(fields, "due")),
                text(fields, "outcome"),
                text(fields, "reason"),
                more,
                text(fields, "job"),
                fields.containsKey("by"));
    }

    private static String text(Map<String, PyValue> fields, String name) {
        return fields.get(name) instanceof PyValue.Str text ? text.value() : "";
    }

    /** Whether it says what became of a due time for good. */
    boolean settles() {
        return !asked && (outcome.equals("queued") || outcome.equals("skipped"));
    }
}
