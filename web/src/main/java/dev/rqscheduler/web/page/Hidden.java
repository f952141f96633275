/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What is left of a job's hash where arguments are hidden. */
final class Hidden {

    /** Fields that tell arguments, or what came of them. */
    private static final Set<String> TELLING = Set.of("description", "exc_info", "result", "meta");

    private Hidden() {}

    static Map<String, String> from(Map<String, String> fields, boolean hideArguments) {
        Map<String, String> left = new LinkedHashMap<>(fields);
        if (hideArguments) {
            left.keySet().removeAll(TELLING);
        }
        return left;
    }
}
