/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.text.Excerpt;
import dev.rqscheduler.internal.text.TimeText;
import dev.rqscheduler.internal.wire.JobFields;
import dev.rqscheduler.internal.wire.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Describes what happened to a job so far, from its hash and from the results that workers keep since RQ 1.12. */
final class LastStory {

    private static final int LONGEST_LINE = 300;
    private static final int LONGEST_TRACE = 64 * 1024;

    private LastStory() {}

    static List<String> of(JobFacts facts) {
        if (!facts.hasJob()) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        if (!facts.status().isEmpty()) {
            sentences.add("status " + Excerpt.of(facts.status(), 40));
        }
        moment(sentences, facts, "created", JobFields.CREATED_AT);
        moment(sentences, facts, "last queued", JobFields.ENQUEUED_AT);
        moment(sentences, facts, "last started", JobFields.STARTED_AT);
        moment(sentences, facts, "last ended", JobFields.ENDED_AT);
        Map<String, byte[]> result = facts.places().map(all -> all.result()).orElse(Map.of());
        String type = text(result.get("type"));
        String outcome = switch (type) {
            case "1" -> "last result: success";
            case "2" -> "last result: failure";
            case "3" -> "last result: stopped";
            case "4" -> "last result: failure, to be retried";
            case "5" -> "last result: failure, no retries left";
            default -> "";
        };
        // An error message often repeats the function's arguments.
        Optional<String> error = error(result, facts.job().fields().get(JobFields.EXC_INFO))
                .map(text -> facts.hideArguments() ? "(hidden)" : text);
        if (!outcome.isEmpty()) {
            sentences.add(outcome + error.map(text -> ": " + text).orElse(""));
        } else {
            error.ifPresent(text -> sentences.add("last error: " + text));
        }
        String retries = facts.job().text(JobFields.RETRIES_LEFT);
        if (!retries.isEmpty()) {
            sentences.add(Excerpt.of(retries, 20) + " retries left");
        }
        return sentences;
    }

    private static void moment(List<String> sentences, JobFacts facts, String what, String field) {
        String text = facts.job().text(field);
        if (!text.isEmpty()) {
            sentences.add(what + " " + time(text, facts.now()));
        }
    }

    /** Returns one of RQ's timestamps; an unreadable one unchanged. */
    static String time(String text, Instant now) {
        try {
            return TimeText.secondsAndRelative(Timestamps.parse(text), now);
        } catch (WireFormatException e) {
            return Excerpt.quoted(text);
        }
    }

    /**
     * Returns the traceback's last line, which names the error, and if available the preceding line that locates it.
     */
    private static Optional<String> error(
            Map<String, byte[]> result, byte @org.jspecify.annotations.Nullable [] legacy) {
        byte[] stored = result.get("exc_string");
        Optional<String> trace = stored == null ? Optional.empty() : inflated(decoded(stored));
        if (trace.isEmpty() && legacy != null) {
            trace = inflated(legacy);
        }
        return trace.map(String::strip).filter(text -> !text.isEmpty()).map(LastStory::lastLine);
    }

    private static String lastLine(String trace) {
        List<String> lines = trace.lines().toList();
        String last = Excerpt.of(lines.get(lines.size() - 1).strip(), LONGEST_LINE);
        for (int i = lines.size() - 2; i >= 0; i--) {
            String line = lines.get(i).strip();
            if (line.startsWith("File ")) {
                return last + " (" + Excerpt.of(line, LONGEST_LINE) + ")";
            }
        }
        return last;
    }

    private static byte[] decoded(byte[] base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static Optional<String> inflated(byte[] compressed) {
        byte[] text = new byte[LONGEST_TRACE];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            int length = inflater.inflate(text);
            return Optional.of(new String(text, 0, length, StandardCharsets.UTF_8));
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private static String text(byte @org.jspecify.annotations.Nullable [] value) {
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }
}
