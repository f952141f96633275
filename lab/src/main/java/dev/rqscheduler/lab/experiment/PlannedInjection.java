/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import dev.rqscheduler.lab.fault.FaultKind;
import java.util.List;

/**
 * One entry of a plan: one fault, or several together.
 *
 * @param turns for each kind, how many faults of it were planned before
 * @param seed of everything random in the faults
 */
public record PlannedInjection(List<FaultKind> kinds, List<Integer> turns, long seed) {

    public PlannedInjection {
        kinds = List.copyOf(kinds);
        turns = List.copyOf(turns);
    }

    /** The row of the table; faults injected together share one. */
    public String row() {
        return kinds.size() == 1 ? kinds.get(0).name() : "mixed, " + kinds.size() + " at a time";
    }

    @Override
    public String toString() {
        return String.join(" + ", kinds.stream().map(FaultKind::name).toList());
    }
}
