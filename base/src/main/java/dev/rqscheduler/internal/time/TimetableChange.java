/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.time.Instant;
import java.util.Optional;

/**
 * A timetable before and after the rules of its time zones changed. What has run by the rules before does not run again by
 * those after, and what has not, runs: wall-clock time by wall-clock time. A timetable that goes by the rhythm of the clock
 * keeps its rhythm, as it does when the clocks change.
 *
 * @param before by the rules from which the next due time was computed
 * @param after the same by the rules that hold now
 */
public record TimetableChange(Timetable before, Timetable after) {

    /** More due times than this between two runs of the same wall-clock time are not looked at. */
    private static final int MOST_STEPS = 2_000;

    /** Whether an instant is a due time by the rules before. */
    public boolean explains(Instant due) {
        return before.has(due);
    }

    /**
     * What is due next by the rules after. It may have passed already; then its run is owed.
     *
     * @param due what was due next by the rules before; everything before it has been dealt with
     * @param now the present
     * @return empty if nothing is due any more
     */
    public Optional<Instant> next(Instant due, Instant now) {
        boolean stays = after.has(due);
        if (stays && after.rhythmic()) {
            return due.isAfter(now) ? after.nextAfter(now) : Optional.of(due);
        }
        Instant from = after.counterpart(due, before).orElse(due);
        Optional<Instant> owed = after.nextAfter(from.minusNanos(1));
        if (stays && !owed.equals(Optional.of(from))) {
            // A rule that begins at an instant has other wall-clock times now, and the same instants.
            return Optional.of(due);
        }
        if (owed.isPresent() && !owed.get().isAfter(now)) {
            return owed;
        }
        return firstOpen(due, now, owed);
    }

    /** The first due time from now on that has not been dealt with under the rules before, the one that is owed at the latest. */
    private Optional<Instant> firstOpen(Instant due, Instant now, Optional<Instant> owed) {
        Optional<Instant> next = after.nextAfter(now);
        for (int i = 0; i < MOST_STEPS && next.isPresent() && !next.equals(owed); i++) {
            if (!dealtWith(next.get(), due)) {
                return next;
            }
            next = after.nextAfter(next.get());
        }
        return owed;
    }

    private boolean dealtWith(Instant later, Instant due) {
        return before.counterpart(later, after)
                .filter(then -> then.isBefore(due) && before.has(then))
                .isPresent();
    }
}
