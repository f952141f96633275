/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What is kept for each queue. Every label costs the metrics store memory for ever, and queue names come from outside: the
 * first so many queues have their own, all others share one. Not thread-safe.
 */
final class QueueLabels<T> {

    /** No queue has this name by accident only; one that has it shares it. */
    static final String OTHER = "other";

    private static final int LONGEST_NAME = 200;

    private final int most;
    private final Function<String, T> maker;
    private final Map<String, T> byQueue = new HashMap<>();

    /**
     * @param most how many queues have a label of their own, 0 or more
     * @param maker makes what is kept, of the label
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
