/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What is due, found by watching a clock: it looks at the zone's wall clock at every minute or second there is, knows
 * nothing of transitions, and sees for itself when the clock has jumped ahead or shows a time again. The rules are
 * written down here a second time, after {@link ClockChange}.
 */
final class NaiveClock {
    private NaiveClock() {}

    /**
     * @param tick how often to look at the clock; times that match are whole multiples of it
     * @return the due times from {@code begin}, included, to {@code end}, excluded
     */
    static NavigableSet<Instant> due(
            Predicate<LocalDateTime> matches,
            boolean rhythmic,
            ZoneId zone,
            ClockChange changes,
            Instant begin,
            Instant end,
            Duration tick) {
        boolean twice = changes.repeated() == RepeatedHour.BOTH
                || (changes.repeated() == RepeatedHour.WILDCARDS_TWICE && rhythmic);
        var due = new TreeSet<Instant>();
        Set<LocalDateTime> seen = new HashSet<>();
        LocalDateTime before = LocalDateTime.ofInstant(begin.minus(tick), zone);
        for (Instant now = begin; now.isBefore(end); now = now.plus(tick)) {
            LocalDateTime clock = LocalDateTime.ofInstant(now, zone);
            if (changes.skipped() == SkippedHour.SHIFT) {
                Instant later = now;
                for (LocalDateTime missing = before.plus(tick); missing.isBefore(clock); missing = missing.plus(tick)) {
                    if (matches.test(missing)) {
                        due.add(later);
                    }
                    later = later.plus(tick);
                }
            }
            if (matches.test(clock) && (seen.add(clock) || twice)) {
                due.add(now);
            }
            before = clock;
        }
        return due;
    }
}
