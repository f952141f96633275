/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Removes the fields of a job's hash that reveal arguments. */
final class RedactedFields {

    /** Fields that reveal arguments or results. */
    private static final Set<String> TELLING = Set.of("description", "exc_info", "result", "meta");

    private RedactedFields() {}

    static Map<String, String> from(Map<String, String> fields, boolean hideArguments) {
        Map<String, String> left = new LinkedHashMap<>(fields);
        if (hideArguments) {
            left.keySet().removeAll(TELLING);
        }
        return left;
    }
}
