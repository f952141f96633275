/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.move.Decision;
import dev.rqscheduler.internal.move.JobField;
import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.internal.wire.json.JsonReader;
import dev.rqscheduler.internal.wire.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The stored details of a quarantined job: {@code {"reason": ..., "due": score, "queue": ...}}.
 *
 * @param reason in plain words, at most 1,000 characters
 * @param due its score as a scheduled job
 * @param queue the queue it was meant for, if known
 */
record QuarantineEntry(String reason, String due, String queue) {

    private static final int MAX_REASON = 1_000;

    static QuarantineEntry of(Decision.Quarantine quarantine) {
        String reason = quarantine.reason();
        return new QuarantineEntry(
                reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) + "..." : reason,
                new String(quarantine.job().rawScore(), StandardCharsets.US_ASCII),
                quarantine.job().text(JobField.ORIGIN));
    }

    byte[] json() {
        Map<String, PyValue> entry = new LinkedHashMap<>();
        entry.put("reason", new PyValue.Str(reason));
        entry.put("due", new PyValue.Str(due));
        entry.put("queue", new PyValue.Str(queue));
        return JsonWriter.write("quarantine entry", PyValue.Dict.of(entry));
    }

    /** Reads an entry; one written by another client, in any form, is shown rather than rejected. */
    static QuarantineEntry parse(byte[] json) {
        try {
            if (JsonReader.read(json) instanceof PyValue.Dict entry) {
                String due = text(entry, "due", "0");
                Scores.instant(due);
                return new QuarantineEntry(text(entry, "reason", ""), due, text(entry, "queue", ""));
            }
        } catch (WireFormatException | NumberFormatException e) {
            // Reported below like every other foreign form.
        }
        return new QuarantineEntry("unreadable entry: " + new String(json, StandardCharsets.UTF_8), "0", "");
    }

    private static String text(PyValue.Dict entry, String name, String otherwise) {
        return entry.get(name)
                .map(value -> value instanceof PyValue.Str text ? text.value() : otherwise)
                .orElse(otherwise);
    }
}
