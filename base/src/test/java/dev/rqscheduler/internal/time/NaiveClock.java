/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.ClockChange;
import dev.rqscheduler.api.RepeatedHour;
import dev.rqscheduler.api.SkippedHour;
import dev.rqscheduler.api.Zone;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What is due, found by watching a clock: it looks at the zone's wall clock at every minute or second there is, knows
 * nothing of transitions, and sees for itself when the clock has jumped ahead or shows a time again. The rules are
 * written down here a second time, after {@link ClockChange}.
 *
 * @param first when the clock showed a matching time for the first time
 * @param again when it showed one again
 * @param late when a matching time that it jumped over would have come, had it not jumped
 */
record NaiveClock(Set<Instant> first, Set<Instant> again, Set<Instant> late) {
    /**
     * Watches from {@code begin}, included, to {@code end}, excluded.
     *
     * @param tick how often to look at the clock; times that match are whole multiples of it
     */
    static NaiveClock watch(Predicate<LocalDateTime> matches, Zone zone, Instant begin, Instant end, Duration tick) {
        var watched = new NaiveClock(new HashSet<>(), new HashSet<>(), new HashSet<>());
        Set<LocalDateTime> seen = new HashSet<>();
        LocalDateTime before = zone.at(begin.minus(tick)).toLocalDateTime();
        for (Instant now = begin; now.isBefore(end); now = now.plus(tick)) {
            LocalDateTime clock = zone.at(now).toLocalDateTime();
            Instant later = now;
            for (LocalDateTime missing = before.plus(tick); missing.isBefore(clock); missing = missing.plus(tick)) {
                if (matches.test(missing)) {
                    watched.late.add(later);
                }
                later = later.plus(tick);
            }
            if (matches.test(clock)) {
                (seen.add(clock) ? watched.first : watched.again).add(now);
            }
            before = clock;
        }
        return watched;
    }

    NavigableSet<Instant> due(ClockChange changes, boolean rhythmic) {
        var due = new TreeSet<>(first);
        if (changes.skipped() == SkippedHour.SHIFT) {
            due.addAll(late);
        }
        if (changes.repeated() == RepeatedHour.BOTH
                || (changes.repeated() == RepeatedHour.WILDCARDS_TWICE && rhythmic)) {
            due.addAll(again);
        }
        return due;
    }
}
