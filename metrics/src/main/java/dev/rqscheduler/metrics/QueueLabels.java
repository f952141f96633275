/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Values kept per queue. Every label costs the metrics store memory forever, and queue names come from outside: the
 * first N queues have their own label, all others share one. Not thread-safe.
 */
final class QueueLabels<T> {

    /** Hardly a queue name; a queue with this name shares the label. */
    static final String OTHER = "other";

    private static final int LONGEST_NAME = 200;

    private final int most;
    private final Function<String, T> maker;
    private final Map<String, T> byQueue = new HashMap<>();

    /**
     * @param most how many queues have their own label, 0 or more
     * @param maker creates the value for a label
     */
    QueueLabels(int most, Function<String, T> maker) {
        this.most = most;
        this.maker = maker;
    }

    T of(String queue) {
        T kept = byQueue.get(queue);
        if (kept != null) {
            return kept;
        }
        boolean own = queue.length() <= LONGEST_NAME && (byQueue.size() < most || queue.equals(OTHER));
        return byQueue.computeIfAbsent(own ? queue : OTHER, maker);
    }
}
