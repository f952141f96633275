/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.time.Instant;
import java.util.Optional;

/**
 * A timetable before and after the rules of its time zones changed. A wall-clock time that ran under the previous rules
 * does not run again under the new ones, and one that did not, runs. A timetable that follows the clock keeps its
 * interval, as it does when the clocks change.
 *
 * @param before under the rules with which the next due time was computed
 * @param after the same under the current rules
 */
public record TimetableChange(Timetable before, Timetable after) {

    /** More due times than this between two runs of the same wall-clock time are not examined. */
    private static final int MOST_STEPS = 2_000;

    /** Returns whether an instant is a due time under the previous rules. */
    public boolean explains(Instant due) {
        return before.has(due);
    }

    /**
     * Returns the next due time under the new rules. It may have passed already; then its run is owed.
     *
     * @param due the next due time under the previous rules; everything before it has been handled
     * @param now the present
     * @return empty if nothing more is due
     */
    public Optional<Instant> next(Instant due, Instant now) {
        boolean stays = after.has(due);
        if (stays && after.rhythmic()) {
            return due.isAfter(now) ? after.nextAfter(now) : Optional.of(due);
        }
        Instant from = after.counterpart(due, before).orElse(due);
        Optional<Instant> owed = after.nextAfter(from.minusNanos(1));
        if (stays && !owed.equals(Optional.of(from))) {
            // A rule that begins at an instant has different wall-clock times now, but the same instants.
            return Optional.of(due);
        }
        if (owed.isPresent() && !owed.get().isAfter(now)) {
            return owed;
        }
        return firstOpen(due, now, owed);
    }

    /**
     * Returns the first due time from now on that was not handled under the previous rules, at the latest the owed one.
     */
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
