/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import dev.rqscheduler.redis.NamedScheduleStore;
import dev.rqscheduler.wire.PyValue;
import dev.rqscheduler.wire.WireFormatException;
import dev.rqscheduler.wire.json.JsonReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A line of a history, for people and programs. */
final class HistoryReader {

    private HistoryReader() {}

    static RunRecord record(NamedScheduleStore.Line line) {
        Map<String, PyValue> fields = fields(line.json());
        return new RunRecord(
                instant(fields, "due"),
                instant(fields, "at"),
                text(fields, "outcome").orElse("unreadable"),
                text(fields, "reason").orElse(""),
                fields.get("more") instanceof PyValue.Int more ? more.value().longValue() : 0,
                text(fields, "job"),
                Optional.of(line.jobStatus()).filter(status -> !status.isEmpty()),
                text(fields, "by"));
    }

    private static Map<String, PyValue> fields(byte[] json) {
        Map<String, PyValue> fields = new HashMap<>();
        try {
            if (JsonReader.read(json) instanceof PyValue.Dict dict) {
                dict.entries().forEach(entry -> fields.put(((PyValue.Str) entry.key()).value(), entry.value()));
            }
        } catch (WireFormatException e) {
            // Not written by us: a line that says so is better than no history.
        }
        return fields;
    }

    private static Optional<String> text(Map<String, PyValue> fields, String name) {
        return fields.get(name) instanceof PyValue.Str text ? Optional.of(text.value()) : Optional.empty();
    }

    private static Instant instant(Map<String, PyValue> fields, String name) {
        try {
            return text(fields, name).map(Instant::parse).orElse(Instant.EPOCH);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
