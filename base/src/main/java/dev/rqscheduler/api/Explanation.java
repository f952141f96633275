/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a job is where it is.
 *
 * @param due its due time, if it is scheduled
 * @param lines sentences, by topic
 */
public record Explanation(String id, Place place, Optional<Instant> due, List<Line> lines) {

    public record Line(Topic topic, String text) {}

    /** Returns the sentences of a topic. */
    public List<String> about(Topic topic) {
        return lines.stream()
                .filter(line -> line.topic() == topic)
                .map(Line::text)
                .toList();
    }
}
