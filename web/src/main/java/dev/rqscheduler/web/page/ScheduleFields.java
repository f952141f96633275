/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.wire.json.JsonReader;
import dev.rqscheduler.internal.wire.json.JsonWriter;
import dev.rqscheduler.web.http.Request;
import dev.rqscheduler.web.site.Site;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A schedule's definition as form inputs: one input for each of the main fields, and one JSON object for all others. */
final class ScheduleFields {

    /** The form input for all other fields. */
    static final String MORE = "more";

    private static final List<String> TEXTS = List.of(
            "function",
            "queue",
            "cron",
            "every",
            "rrule",
            "zone",
            "start",
            "end",
            "jitter",
            "overlap",
            "misfire",
            "group",
            "description");
    private static final List<String> JSON = List.of("args", "kwargs");
    private static final String AT = "at";

    private ScheduleFields() {}

    /** Returns the input values for a definition. */
    static Map<String, String> typed(Map<String, PyValue> form, boolean hideArguments) {
        Map<String, String> typed = new LinkedHashMap<>();
        Map<String, PyValue> more = new LinkedHashMap<>();
        form.forEach((name, value) -> {
            if (hideArguments && Site.TELLING_OF_DEFINITION.contains(name)) {
                return;
            } else if (name.equals(AT) && value instanceof PyValue.List times) {
                typed.put(name, times.items().stream().map(ScheduleModel::text).collect(Collectors.joining("\n")));
            } else if (TEXTS.contains(name) || JSON.contains(name)) {
                typed.put(name, ScheduleModel.text(value));
            } else {
                more.put(name, value);
            }
        });
        if (!more.isEmpty()) {
            typed.put(MORE, new String(JsonWriter.write(MORE, PyValue.Dict.of(more)), StandardCharsets.US_ASCII));
        }
        return typed;
    }

    /** Returns the submitted input values, to be shown again. */
    static Map<String, String> typed(Request request) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (List<String> names : List.of(TEXTS, JSON, List.of(AT, MORE, "name"))) {
            names.forEach(name -> typed.put(name, request.form(name).orElse("").strip()));
        }
        return typed;
    }

    /** Reads a definition from input values, and from the fields that the form did not show. */
    static Map<String, PyValue> parse(Map<String, String> typed, Map<String, PyValue> kept) {
        Map<String, PyValue> form = new LinkedHashMap<>(kept);
        typed.forEach((name, text) -> {
            if (!text.isEmpty() && (TEXTS.contains(name) || JSON.contains(name))) {
                form.put(name, JSON.contains(name) ? json(name, text) : new PyValue.Str(text));
            }
        });
        String times = typed.getOrDefault(AT, "");
        if (!times.isEmpty()) {
            form.put(
                    AT,
                    new PyValue.List(Arrays.stream(times.split("\\R"))
                            .map(String::strip)
                            .filter(time -> !time.isEmpty())
                            .map(time -> (PyValue) new PyValue.Str(time))
                            .toList()));
        }
        String more = typed.getOrDefault(MORE, "");
        if (!more.isEmpty()) {
            if (!(json(MORE, more) instanceof PyValue.Dict others)) {
                throw new BadScheduleException(MORE, "must be a JSON object, such as {\"timeout\": 600}");
            }
            others.entries().forEach(entry -> form.put(((PyValue.Str) entry.key()).value(), entry.value()));
        }
        return form;
    }

    private static PyValue json(String name, String text) {
        try {
            return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (WireFormatException e) {
            throw new BadScheduleException(name, "must be JSON: " + e.getMessage());
        }
    }

    /** Returns a short digest of form inputs. A form carries it back and forth to detect changes. */
    static String fingerprint(Map<String, String> typed) {
        MessageDigest digest = digest();
        new TreeMap<>(typed).forEach((name, text) -> {
            // Browsers send forms with different line endings from scripts.
            for (String part : new String[] {name, text.replace("\r\n", "\n")}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
        });
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    /** Same as {@link #fingerprint}, of a definition as stored. */
    static String definitionFingerprint(Map<String, PyValue> form) {
        MessageDigest digest = digest();
        digest.update(JsonWriter.write("definition", PyValue.Dict.of(new TreeMap<>(form))));
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
