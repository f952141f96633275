/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.redis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rqscheduler.move.Decision;
import dev.rqscheduler.move.JobField;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What is kept about a quarantined job: {@code {"reason": ..., "due": score, "queue": ...}}.
 *
 * @param reason for a person, at most 1,000 characters
 * @param due its score in the schedule
 * @param queue the queue it was meant for, as far as it was known
 */
record QuarantineEntry(String reason, String due, String queue) {

    private static final int MAX_REASON = 1_000;
    private static final JsonFactory JSON = new JsonFactory();

    static QuarantineEntry of(Decision.Quarantine quarantine) {
        String reason = quarantine.reason();
        return new QuarantineEntry(
                reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) + "..." : reason,
                new String(quarantine.job().rawScore(), StandardCharsets.US_ASCII),
                quarantine.job().text(JobField.ORIGIN));
    }

    byte[] json() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("reason", reason);
            json.writeStringField("due", due);
            json.writeStringField("queue", queue);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }

    /** Reads an entry; one that somebody else wrote, in any form, is shown rather than refused. */
    static QuarantineEntry parse(byte[] json) {
        String reason = "";
        String due = "0";
        String queue = "";
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    String value = parser.nextTextValue();
                    if (value == null) {
                        parser.skipChildren();
                        continue;
                    }
                    switch (name) {
                        case "reason" -> reason = value;
                        case "due" -> due = value;
                        case "queue" -> queue = value;
                        default -> {}
                    }
                }
            }
            Scores.instant(due);
        } catch (IOException | NumberFormatException e) {
            return new QuarantineEntry(
                    "entry of an unknown form: " + new String(json, StandardCharsets.UTF_8), "0", "");
        }
        return new QuarantineEntry(reason, due, queue);
    }
}
