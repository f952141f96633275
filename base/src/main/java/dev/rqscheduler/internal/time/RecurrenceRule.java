/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;

/**
 * The parts of an RFC 5545 recurrence rule except COUNT and UNTIL, as written.
 *
 * @param interval 1 or more: one in this many periods has runs
 * @param weekStart WKST
 * @param numbers the parts that are lists of numbers; none of the lists is empty
 * @param weekdays BYDAY, empty if there is none
 */
record RecurrenceRule(
        RuleFrequency frequency,
        int interval,
        DayOfWeek weekStart,
        Map<RulePart, List<Integer>> numbers,
        List<NthWeekday> weekdays) {

    /**
     * An item of BYDAY.
     *
     * @param nth 1 for the first such day of the month or year, -1 for the last, and so on; 0 for each
     */
    record NthWeekday(int nth, DayOfWeek day) {}

    boolean has(RulePart part) {
        return numbers.containsKey(part);
    }

    /** The numbers of a part, empty if the rule does not have it. */
    List<Integer> values(RulePart part) {
        return numbers.getOrDefault(part, List.of());
    }

    boolean hasWeekdays() {
        return !weekdays.isEmpty();
    }
}
