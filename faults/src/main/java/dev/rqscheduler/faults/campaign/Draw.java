/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.campaign;

import dev.rqscheduler.faults.fault.FaultKind;
import java.util.List;

/**
 * One blow of the plan: one fault alone, or several at a time.
 *
 * @param turns for each kind how often it was drawn before
 * @param seed of what is random about the faults
 */
public record Draw(List<FaultKind> kinds, List<Integer> turns, long seed) {

    public Draw {
        kinds = List.copyOf(kinds);
        turns = List.copyOf(turns);
    }

    /** For the table: mixed ones share a row. */
    public String row() {
        return kinds.size() == 1 ? kinds.get(0).name() : "mixed, " + kinds.size() + " at a time";
    }

    @Override
    public String toString() {
        return String.join(" + ", kinds.stream().map(FaultKind::name).toList());
    }
}
