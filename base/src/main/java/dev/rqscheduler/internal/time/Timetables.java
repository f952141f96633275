/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.ClockChange;
import dev.rqscheduler.api.DateRange;
import dev.rqscheduler.api.Zone;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The kinds of {@link Timetable}, which its factory methods describe. */
final class Timetables {
    private Timetables() {}

    /** See {@link Timetable#every}. */
    record Every(Duration interval, Instant anchor) implements Timetable {
        private static final Duration SHORTEST = Duration.ofMillis(1);

        Every {
            if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(Durations.LONGEST) > 0) {
                throw new IllegalArgumentException("bad interval " + Durations.format(interval) + ": it must be from "
                        + Durations.format(SHORTEST) + " to " + Durations.format(Durations.LONGEST));
            }
            if (anchor.isBefore(EARLIEST) || anchor.isAfter(LATEST)) {
                throw new IllegalArgumentException("bad anchor " + anchor + ": it is not between the years 1 and 9999");
            }
        }

        @Override
        public Optional<Instant> nextAfter(Instant after) {
            Instant from = after.isBefore(EARLIEST) ? EARLIEST.minusNanos(1) : after;
            if (from.isAfter(LATEST)) {
                return Optional.empty();
            }
            Instant due = from.plus(FixedRate.untilBeat(Duration.between(anchor, from), interval));
            return due.isAfter(LATEST) ? Optional.empty() : Optional.of(due);
        }

        /** An anchor that was given on a wall clock moves with its rules, and all due times with it. */
        @Override
        public Optional<Instant> counterpart(Instant due, Timetable other) {
            return other instanceof Every that && that.has(due)
                    ? Optional.of(due.plus(Duration.between(that.anchor, anchor)))
                    : Optional.empty();
        }
    }

    /**
     * See {@link Timetable#at}.
     *
     * @param times ascending, each once
     */
    record Fixed(List<Instant> times) implements Timetable {
        static Fixed of(List<Instant> times) {
            for (Instant time : times) {
                if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                    throw new IllegalArgumentException(
                            "bad due time " + time + ": it is not between the years 1 and 9999");
                }
            }
            return new Fixed(times.stream().sorted().distinct().toList());
        }

        @Override
        public Optional<Instant> nextAfter(Instant after) {
            int found = Collections.binarySearch(times, after);
            int next = found >= 0 ? found + 1 : -found - 1;
            return next < times.size() ? Optional.of(times.get(next)) : Optional.empty();
        }

        /** Times given on a wall clock move with its rules, so the one at the same position corresponds. */
        @Override
        public Optional<Instant> counterpart(Instant due, Timetable other) {
            if (!(other instanceof Fixed that)) {
                return Optional.empty();
            }
            int place = Collections.binarySearch(that.times, due);
            if (place < 0) {
                return Optional.empty();
            }
            return Optional.of(that.times.size() == times.size() ? times.get(place) : due);
        }
    }

    /** See {@link Timetable#within}. */
    record Within(Timetable timetable, Optional<Instant> start, Optional<Instant> end) implements Timetable {
        @Override
        public Optional<Instant> nextAfter(Instant after) {
            boolean early = start.isPresent() && after.isBefore(start.get());
            Instant from = early ? start.get().minusNanos(1) : after;
            if (end.isPresent() && !from.isBefore(end.get())) {
                return Optional.empty();
            }
            Optional<Instant> due = timetable.nextAfter(from);
            return end.isEmpty() ? due : due.filter(end.get()::isAfter);
        }

        @Override
        public Optional<Instant> counterpart(Instant due, Timetable other) {
            return other instanceof Within that ? timetable.counterpart(due, that.timetable) : Optional.empty();
        }

        @Override
        public boolean rhythmic() {
            return timetable.rhythmic();
        }
    }

    /** See {@link Timetable#except}. Each step passes a range, so there are about as many steps as ranges. */
    record Except(Timetable timetable, DateRanges excluded, Zone zone) implements Timetable {
        @Override
        public Optional<Instant> nextAfter(Instant after) {
            Optional<Instant> due = timetable.nextAfter(after);
            while (due.isPresent()) {
                Optional<DateRange> range = excluded.around(zone.at(due.get()).toLocalDate());
                if (range.isEmpty()) {
                    return due;
                }
                Instant end = endOf(range.get(), due.get());
                due = end.isAfter(LATEST) ? Optional.empty() : timetable.nextAfter(end.minusNanos(1));
            }
            return due;
        }

        @Override
        public Optional<Instant> counterpart(Instant due, Timetable other) {
            return other instanceof Except that ? timetable.counterpart(due, that.timetable) : Optional.empty();
        }

        @Override
        public boolean rhythmic() {
            return timetable.rhythmic();
        }

        /** The first instant after the due time at which the date is, or may be, outside of the range. */
        private Instant endOf(DateRange range, Instant due) {
            if (range.last().equals(LocalDate.MAX)) {
                return Instant.MAX;
            }
            Instant dayAfter = zone.startOf(range.last().plusDays(1));
            // Where the clocks are set back at midnight, as in St. John's once, the day before the range comes once
            // more.
            ZoneOffsetTransition change = zone.rules().nextTransition(due);
            boolean back = change != null
                    && change.getInstant().isBefore(dayAfter)
                    && change.getDateTimeAfter().toLocalDate().isBefore(range.first());
            return back ? change.getInstant() : dayAfter;
        }
    }

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

    /**
     * See {@link Timetable#cron} and {@link Timetable#rule}.
     *
     * @param rhythmic whether it follows the clock, see {@link ClockChange}
     * @param until the last instant that may be due
     */
    record WallClock(WallTimes times, boolean rhythmic, Zone zone, ClockChange changes, Instant until)
            implements Timetable {
        static WallClock of(CronPattern pattern, Zone zone, ClockChange changes) {
            return new WallClock(pattern, pattern.wildcardClock(), zone, changes, LATEST);
        }

        static WallClock of(String text, LocalDateTime start, Zone zone, ClockChange changes) {
            var parsed = RuleParser.parse(text);
            if (!start.equals(start.truncatedTo(ChronoUnit.SECONDS))
                    || start.getYear() < CronPattern.FIRST_YEAR
                    || start.getYear() > CronPattern.LAST_YEAR) {
                throw new IllegalArgumentException(
                        "bad start " + start + " of a recurrence rule: it must be at a whole second of the years "
                                + CronPattern.FIRST_YEAR + " to " + CronPattern.LAST_YEAR);
            }
            var rule = parsed.rule();
            WallTimes all = rule.frequency().isDailyOrShorter()
                    ? new EvenRuleTimes(rule, start)
                    : new CalendarRuleTimes(rule, start);
            LocalDateTime last = parsed.lastWallTime();
            if (parsed.count() > 0) {
                LocalDateTime counted = all.nthFrom(start, parsed.count());
                last = counted == null ? last : counted;
            }
            boolean rhythmic =
                    rule.frequency().isDailyOrShorter() && rule.frequency() != RecurrenceRule.Frequency.DAILY;
            return new WallClock(all.upTo(last), rhythmic, zone, changes, parsed.lastInstant());
        }

        @Override
        public Optional<Instant> nextAfter(Instant after) {
            return runs().after(after).filter(due -> !due.isAfter(until));
        }

        @Override
        public Optional<Instant> counterpart(Instant due, Timetable other) {
            return other instanceof WallClock that
                    ? that.runs().wallTime(due).map(wall -> WallClockRuns.place(wall, zone))
                    : Optional.empty();
        }

        private WallClockRuns runs() {
            return WallClockRuns.of(times, rhythmic, zone, changes);
        }
    }
}
