/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/** Collects the changes of a zone's offset in their order; one that changes nothing is omitted. Not thread-safe. */
final class Changes {
    private ZoneOffset first;
    private ZoneOffset last;
    private long lastTime = Long.MIN_VALUE;
    private final List<ZoneOffsetTransition> transitions = new ArrayList<>();

    Changes(ZoneOffset first) {
        this.first = first;
        this.last = first;
    }

    /** Replaces the initial offset. */
    void startWith(ZoneOffset offset) {
        first = offset;
        last = offset;
    }

    void add(long second, ZoneOffset offset) {
        lastTime = second;
        if (!offset.equals(last)) {
            transitions.add(ZoneOffsetTransition.of(LocalDateTime.ofEpochSecond(second, 0, last), last, offset));
            last = offset;
        }
    }

    boolean isEmpty() {
        return transitions.isEmpty();
    }

    /** Returns the time of the last change, even if it changed nothing. */
    long lastTime() {
        return lastTime;
    }

    ZoneOffset last() {
        return last;
    }

    ZoneRules rules() {
        return rules(List.of());
    }

    /** Adds rules for all years after the last change. */
    ZoneRules rules(List<ZoneOffsetTransitionRule> after) {
        // Nothing uses the standard offset; it only has to be the same throughout.
        return transitions.isEmpty() && after.isEmpty()
                ? ZoneRules.of(first)
                : ZoneRules.of(first, first, List.of(), transitions, after);
    }
}
