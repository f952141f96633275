/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.move.JobField;
import dev.rqscheduler.internal.survey.JobSetInspection.Seen;
import dev.rqscheduler.internal.text.Excerpt;
import dev.rqscheduler.internal.wire.Timestamps;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Finds jobs that Python cannot load ({@code Job.restore} and {@code Job.id} in RQ) although they can be moved: a
 * worker, or Python's scheduler, stops there with an exception.
 */
final class PythonForm {

    private static final Pattern SAFE_ID = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,15}");
    private static final Set<String> STATUSES = Set.of(
            "created",
            "queued",
            "finished",
            "failed",
            "started",
            "deferred",
            "scheduled",
            "stopped",
            "canceled",
            "rate_limited",
            "ready_to_enqueue");

    private PythonForm() {}

    /** Returns what stops Python's worker or scheduler; empty if nothing. */
    static Optional<String> trouble(Seen seen) {
        return id(seen.job().rawId())
                .or(() -> status(seen.job().text(JobField.STATUS)))
                .or(() -> others(seen.others()))
                .or(() -> time("ended_at", seen.job().text(JobField.ENDED_AT)));
    }

    /** Returns what stops only Python's scheduler, which expects pickle: a job whose call is JSON. */
    static boolean isJson(byte[] dataStart) {
        byte[] first = new byte[1];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(dataStart);
            if (inflater.inflate(first) == 1) {
                return first[0] == '[';
            }
        } catch (DataFormatException notCompressed) {
            return dataStart.length > 0 && dataStart[0] == '[';
        } finally {
            inflater.end();
        }
        return false;
    }

    private static Optional<String> id(byte[] raw) {
        String id;
        try {
            id = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            return Optional.of("its id is not UTF-8");
        }
        if (id.indexOf(':') >= 0) {
            return Optional.of("its id has a colon, at which RQ 2.0 and later truncates it");
        }
        return SAFE_ID.matcher(id).matches()
                ? Optional.empty()
                : Optional.of("RQ 2.8 and later accepts only letters, digits, _ and - in ids");
    }

    private static Optional<String> status(String status) {
        return status.isEmpty() || STATUSES.contains(status)
                ? Optional.empty()
                : Optional.of("RQ 2 has no status " + Excerpt.quoted(status));
    }

    private static Optional<String> others(Map<String, String> fields) {
        for (Map.Entry<String, String> field : fields.entrySet()) {
            String name = field.getKey();
            boolean isTime = name.endsWith("_at") || name.equals("last_heartbeat");
            Optional<String> trouble = isTime ? time(name, field.getValue()) : number(name, field.getValue());
            if (trouble.isPresent()) {
                return trouble;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> time(String name, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Timestamps.parse(text);
            return Optional.empty();
        } catch (WireFormatException e) {
            return Optional.of(name + " " + Excerpt.quoted(text) + " is not a time that RQ can read");
        }
    }

    /** An empty callback timeout raises in RQ 2, too, where an empty retries_left does not. */
    private static Optional<String> number(String name, String text) {
        boolean fine = WHOLE.matcher(text).matches() || (text.isEmpty() && name.equals("retries_left"));
        return fine ? Optional.empty() : Optional.of(name + " " + Excerpt.quoted(text) + " is not a whole number");
    }
}
