/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** On what it was measured: labels and values, in the order in which they are shown. */
public final class Surroundings {

    private final Map<String, String> values = new LinkedHashMap<>();

    public Surroundings with(String label, String value) {
        values.put(label, value);
        return this;
    }

    public Map<String, String> values() {
        return java.util.Collections.unmodifiableMap(values);
    }

    /** One line for each. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        values.forEach((label, value) ->
                text.append("- ").append(label).append(": ").append(value).append('\n'));
        return text.toString();
    }
}
