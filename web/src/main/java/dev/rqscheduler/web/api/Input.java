/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import dev.rqscheduler.web.http.HttpProblem;
import dev.rqscheduler.web.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of a change: an object with a few known fields, or empty. */
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
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw HttpProblem.badRequest(name + " must be a string");
    }

    boolean flag(String name) {
        @Nullable Object value = fields.get(name);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw HttpProblem.badRequest(name + " must be true or false");
    }
}
