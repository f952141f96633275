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

    /** Topic of a line of an explanation, in display order. */
    public enum Topic {
        /** The Redis keys it is in. */
        WHERE,
        /** What it calls, on which queue, how often. */
        WHAT,
        /** When it runs. */
        NEXT,
        /** What happened to it so far. */
        LAST,
        /** What it is waiting for. */
        WAITS,
        /** What to do about it. */
        DO
    }

    /** Where a job is; a periodic job that is both scheduled and in a queue counts as scheduled. */
    public enum Place {
        /** Scheduled, due later. */
        SCHEDULED,
        /** Scheduled, due, but not moved yet. */
        OVERDUE,
        /** Scheduled without a hash, to be checked again. */
        IN_GRACE,
        /** In quarantine. */
        QUARANTINED,
        /** In its queue. */
        QUEUED,
        /** Taken by a worker, or being run. */
        RUNNING,
        /** Waiting for other jobs. */
        DEFERRED,
        /** In RQ's own scheduled registry, for example for a retry or a repeat. */
        RQ_SCHEDULED,
        FINISHED,
        FAILED,
        STOPPED,
        CANCELED,
        /** There is a hash, but nothing that would ever run it. */
        NOWHERE
    }
}
