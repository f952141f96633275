/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.DateRange;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A set of days.
 *
 * @param byFirst ranges by their first days; neither overlapping nor adjacent, so that the day after a range is in none
 */
record DateRanges(TreeMap<LocalDate, DateRange> byFirst) {
    static DateRanges of(Collection<DateRange> ranges) {
        var merged = new TreeMap<LocalDate, DateRange>();
        ranges.stream().sorted(Comparator.comparing(DateRange::first)).forEach(range -> add(merged, range));
        return new DateRanges(merged);
    }

    private static void add(TreeMap<LocalDate, DateRange> merged, DateRange range) {
        Map.Entry<LocalDate, DateRange> before = merged.lastEntry();
        // The day before, and not the day after the other: LocalDate.MAX has none.
        if (before == null
                || range.first().toEpochDay() - 1 > before.getValue().last().toEpochDay()) {
            merged.put(range.first(), range);
            return;
        }
        LocalDate last = before.getValue().last().isAfter(range.last())
                ? before.getValue().last()
                : range.last();
        merged.put(before.getKey(), new DateRange(before.getKey(), last));
    }

    /** The range that the date is in. */
    Optional<DateRange> around(LocalDate date) {
        return Optional.ofNullable(byFirst.floorEntry(date))
                .map(Map.Entry::getValue)
                .filter(range -> range.contains(date));
    }
}
