/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import dev.rqscheduler.internal.time.Times;
import dev.rqscheduler.web.http.HttpProblem;
import dev.rqscheduler.web.http.Request;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests, with a clear error for what is invalid: query parameters, and the body of a change, which is an object with a
 * few known fields, or empty.
 */
final class Input {

    private static final String JSON = "application/json";

    private final Map<String, Object> fields;

    private Input(Map<String, Object> fields) {
        this.fields = fields;
    }

    /**
     * Reads the body.
     *
     * @param known the supported fields; others are refused, so that a typo is not silently ignored
     */
    static Input of(Request request, String... known) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (!request.text().isEmpty()) {
            requireJson(request);
            if (!(request.json() instanceof Map<?, ?> object)) {
                throw HttpProblem.badRequest("the body must be a JSON object");
            }
            for (Map.Entry<?, ?> field : object.entrySet()) {
                if (!List.of(known).contains(field.getKey())) {
                    throw HttpProblem.badRequest("unknown field " + field.getKey() + " in the body; supported: "
                            + (known.length == 0 ? "none" : String.join(", ", known)));
                }
                if (field.getValue() != null) {
                    fields.put(String.valueOf(field.getKey()), field.getValue());
                }
            }
        }
        return new Input(fields);
    }

    static void requireJson(Request request) {
        if (!request.hasBody(JSON)) {
            throw new HttpProblem(415, "the body must be of type application/json");
        }
    }

    Optional<String> text(String name) {
        @Nullable Object value = fields.get(name);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        throw HttpProblem.badRequest(name + " must be a string");
    }

    boolean flag(String name) {
        if (fields.getOrDefault(name, false) instanceof Boolean flag) {
            return flag;
        }
        throw HttpProblem.badRequest(name + " must be true or false");
    }

    static int number(Request request, String name, int standard, int least, int most) {
        Optional<String> text = request.query(name);
        if (text.isEmpty()) {
            return standard;
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw HttpProblem.badRequest(name + " must be a whole number from " + least + " to " + most);
    }

    static Optional<Instant> instant(Request request, String name) {
        try {
            return request.query(name).map(Times::parse);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.badRequest(name + ": " + e.getMessage());
        }
    }

    static boolean flag(Request request, String name) {
        return switch (request.query(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw HttpProblem.badRequest(name + " must be true or false");
        };
    }

    static <E extends Enum<E>> Optional<E> choice(Request request, String name, Class<E> values) {
        Optional<String> text = request.query(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        for (E value : values.getEnumConstants()) {
            if (word(value).equals(text.get())) {
                return Optional.of(value);
            }
        }
        throw HttpProblem.badRequest(name + " must be one of "
                + Arrays.stream(values.getEnumConstants()).map(Input::word).collect(Collectors.joining(", ")));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
