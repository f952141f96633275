/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.util.List;

/** BYSETPOS: selects the runs among the times of a period. The first is 1, the last is -1. */
record SetPositions(List<Integer> numbers) {
    static SetPositions of(RecurrenceRule rule) {
        return new SetPositions(rule.values(RulePart.BYSETPOS));
    }

    /** Returns whether there is no BYSETPOS. */
    boolean areAll() {
        return numbers.isEmpty();
    }

    /**
     * Returns the positions of the runs among this many times, from 0, ascending, each once; not to be called if all
     * are selected.
     */
    long[] places(long times) {
        return numbers.stream()
                .mapToLong(number -> number > 0 ? number - 1 : times + number)
                .filter(place -> place >= 0 && place < times)
                .sorted()
                .distinct()
                .toArray();
    }
}
