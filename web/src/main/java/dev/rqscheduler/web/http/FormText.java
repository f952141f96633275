/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses the names and values of a query or form: {@code a=1&b=two+words}. */
final class FormText {

    private static final int MOST_FIELDS = 200;

    private FormText() {}

    /**
     * Parses a query or form.
     *
     * @throws HttpProblem if it cannot be decoded or has too many fields
     */
    static Map<String, List<String>> parse(String text) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        if (text.isEmpty()) {
            return fields;
        }
        int count = 0;
        for (String pair : text.split("&", MOST_FIELDS + 2)) {
            if (++count > MOST_FIELDS) {
                throw HttpProblem.badRequest("too many fields; the limit is " + MOST_FIELDS);
            }
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = PathText.decoded(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "" : PathText.decoded(pair.substring(equals + 1), true);
            fields.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return fields;
    }
}
