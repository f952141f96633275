/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path with parameters, such as {@code /jobs/{id}/cancel}. A parameter matches one decoded segment of a path. */
final class PathPattern implements Comparable<PathPattern> {

    private final String text;
    private final List<String> segments;

    PathPattern(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a path must start with /: " + text);
        }
        this.text = text;
        this.segments =
                text.equals("/") ? List.of() : Arrays.asList(text.substring(1).split("/", -1));
    }

    /** Returns the parameters of a matching path; empty if it does not match. */
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String segment = segments.get(i);
            if (isParameter(segment)) {
                parameters.put(segment.substring(1, segment.length() - 1), path.get(i));
            } else if (!segment.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    /** Sorts fixed names before parameters, so that {@code /jobs/next} is not taken for a job id. */
    @Override
    public int compareTo(PathPattern other) {
        for (int i = 0; i < Math.min(segments.size(), other.segments.size()); i++) {
            boolean open = isParameter(segments.get(i));
            if (open != isParameter(other.segments.get(i))) {
                return open ? 1 : -1;
            }
        }
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathPattern pattern && pattern.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
