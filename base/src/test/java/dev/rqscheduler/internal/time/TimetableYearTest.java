/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.ClockChange;
import dev.rqscheduler.api.RepeatedHour;
import dev.rqscheduler.api.SkippedHour;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.time.TimetableCases.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole years in ten zones, under every policy, against one who watches the clock. */
class TimetableYearTest {
    private static final long SEED = 20261123;
    private static final int RANDOM_QUESTIONS = 300;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** A zone in a year with something to see. */
    record Year(Zone zone, int year) {
        Year(String zone, int year) {
            this(Zone.of(zone), year);
        }

        Instant begin() {
            return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        Instant end() {
            return LocalDate.of(year + 1, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        /** A midnight some years before, for recurrence rules to start at. */
        LocalDateTime start() {
            return LocalDate.of(year - 12, 3, 30).atStartOfDay();
        }
    }

    private static final List<Year> YEARS = List.of(
            new Year("UTC", 2026),
            new Year("America/New_York", 2026),
            new Year("Europe/Berlin", 2026),
            // Half an hour of daylight saving.
            new Year("Australia/Lord_Howe", 2026),
            // A gap of 15 minutes at midnight of New Year's Eve, which moved the zone to +05:45 for good.
            new Year("Asia/Kathmandu", 1985),
            new Year("Asia/Kathmandu", 2026),
            // Back for Ramadan and ahead again a month later.
            new Year("Africa/Casablanca", 2026),
            // The clocks changed one minute after midnight: a new day began, and ended, and began again.
            new Year("America/St_Johns", 2010),
            // Gap at midnight: the day begins at one.
            new Year("America/Sao_Paulo", 2018),
            // The year without 30 December.
            new Year("Pacific/Apia", 2011),
            // Two hours of daylight saving.
            new Year("Antarctica/Troll", 2026));

    private static final List<ClockChange> POLICIES = Stream.of(SkippedHour.values())
            .flatMap(skipped -> Stream.of(RepeatedHour.values()).map(repeated -> new ClockChange(skipped, repeated)))
            .toList();

    static Stream<Arguments> yearsAndSchedules() {
        return YEARS.stream()
                .flatMap(year -> TimetableCases.BY_MINUTE.stream().map(schedule -> Arguments.of(year, schedule)));
    }

    @ParameterizedTest
    @MethodSource("yearsAndSchedules")
    void everyMinuteOfTheYear(Year year, Schedule schedule) {
        var clock = NaiveClock.watch(schedule.matches(), year.zone(), year.begin(), year.end(), MINUTE);
        for (ClockChange policy : POLICIES) {
            NavigableSet<Instant> expected = clock.due(policy, schedule.rhythmic());

            for (Timetable timetable : timetables(year, schedule, policy)) {
                assertThat(due(timetable, year.begin(), year.end()))
                        .as("%s in %s, %s", timetable, year, policy)
                        .isEqualTo(List.copyOf(expected));
                askAnywhere(timetable, expected, year, SEED + (year + schedule.cron() + policy).hashCode());
            }
        }
    }

    static Stream<Arguments> changesAndSchedules() {
        return YEARS.stream()
                .flatMap(year -> changes(year)
                        .flatMap(change -> TimetableCases.BY_SECOND.stream()
                                .map(schedule -> Arguments.of(year, change, schedule))));
    }

    @ParameterizedTest
    @MethodSource("changesAndSchedules")
    void everySecondAroundAChangeOfTheClocks(Year year, Instant change, Schedule schedule) {
        Instant begin = change.minus(Duration.ofHours(3));
        Instant end = change.plus(Duration.ofHours(27));
        var clock = NaiveClock.watch(schedule.matches(), year.zone(), begin, end, SECOND);
        for (ClockChange policy : POLICIES) {
            NavigableSet<Instant> expected = clock.due(policy, schedule.rhythmic());

            for (Timetable timetable : timetables(year, schedule, policy)) {
                assertThat(due(timetable, begin, end))
                        .as("%s in %s, %s", timetable, year, policy)
                        .isEqualTo(List.copyOf(expected));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # zone              | day        | expression      | SHIFT | SKIP | ONCE | WILDCARDS_TWICE | BOTH
            America/New_York    | 2026-03-08 | 30 2 * * *      | 1     | 0    | 1    | 1               | 1
            America/New_York    | 2026-03-08 | 0 * * * *       | 23    | 23   | 23   | 23              | 23
            America/New_York    | 2026-03-08 | */15 * * * *    | 92    | 92   | 92   | 92              | 92
            America/New_York    | 2026-11-01 | 30 1 * * *      | 1     | 1    | 1    | 1               | 2
            America/New_York    | 2026-11-01 | 0 * * * *       | 25    | 25   | 24   | 25              | 25
            America/New_York    | 2026-11-01 | */15 * * * *    | 100   | 100  | 96   | 100             | 100
            America/New_York    | 2026-11-01 | 0 12 * * *      | 1     | 1    | 1    | 1               | 1
            Australia/Lord_Howe | 2026-10-04 | 15 2 * * *      | 1     | 0    | 1    | 1               | 1
            Australia/Lord_Howe | 2026-10-04 | */20 * * * *    | 72    | 70   | 72   | 72              | 72
            Australia/Lord_Howe | 2026-04-05 | 45 1 * * *      | 1     | 1    | 1    | 1               | 2
            Australia/Lord_Howe | 2026-04-05 | */15 * * * *    | 98    | 98   | 96   | 98              | 98
            Asia/Kathmandu      | 2026-03-29 | */15 * * * *    | 96    | 96   | 96   | 96              | 96
            Africa/Casablanca   | 2026-02-15 | 30 2 * * *      | 1     | 1    | 1    | 1               | 2
            Africa/Casablanca   | 2026-03-22 | 30 2 * * *      | 1     | 0    | 1    | 1               | 1
            Antarctica/Troll    | 2026-03-29 | 0 1,2 * * *     | 2     | 0    | 2    | 2               | 2
            Antarctica/Troll    | 2026-10-25 | 0 1,2 * * *     | 2     | 2    | 2    | 2               | 4
            America/Sao_Paulo   | 2018-11-04 | 0 0 * * *       | 1     | 0    | 1    | 1               | 1
            Pacific/Apia        | 2011-12-31 | 0 9 * * *       | 1     | 1    | 1    | 1               | 1
            Pacific/Apia        | 2011-12-31 | 0 9 30 12 *     | 1     | 0    | 1    | 1               | 1
            """)
    void runsOfADay(
            String zoneName, LocalDate day, String expression, int shift, int skip, int once, int twice, int both) {
        Zone zone = Zone.of(zoneName);
        var cron = CronExpression.parse(expression);
        RepeatedHour usual = ClockChange.DEFAULT.repeated();

        assertThat(runs(cron, zone, day, new ClockChange(SkippedHour.SHIFT, usual)))
                .isEqualTo(shift);
        assertThat(runs(cron, zone, day, new ClockChange(SkippedHour.SKIP, usual)))
                .isEqualTo(skip);
        assertThat(runs(cron, zone, day, new ClockChange(SkippedHour.SHIFT, RepeatedHour.ONCE)))
                .isEqualTo(once);
        assertThat(runs(cron, zone, day, ClockChange.DEFAULT)).isEqualTo(twice);
        assertThat(runs(cron, zone, day, new ClockChange(SkippedHour.SHIFT, RepeatedHour.BOTH)))
                .isEqualTo(both);
    }

    private static int runs(CronExpression cron, Zone zone, LocalDate day, ClockChange changes) {
        Instant begin = zone.startOf(day);
        Instant end = zone.startOf(day.plusDays(1));
        return due(Timetable.cron(cron, zone, changes), begin, end).size();
    }

    private static List<Timetable> timetables(Year year, Schedule schedule, ClockChange policy) {
        return List.of(schedule.byCron(year.zone(), policy), schedule.byRule(year.start(), year.zone(), policy));
    }

    private static Stream<Instant> changes(Year year) {
        return Stream.iterate(
                        year.zone().rules().nextTransition(year.begin()),
                        change -> change != null && change.getInstant().isBefore(year.end()),
                        change -> year.zone().rules().nextTransition(change.getInstant()))
                .map(ZoneOffsetTransition::getInstant);
    }

    /** Whoever asks from anywhere, due time or not, gets the first of the year's due times after that. */
    private static void askAnywhere(Timetable timetable, NavigableSet<Instant> expected, Year year, long seed) {
        var random = new Random(seed);
        List<Instant> changes = changes(year).toList();
        for (int i = 0; i < RANDOM_QUESTIONS; i++) {
            Instant from = changes.isEmpty() || random.nextBoolean()
                    ? Instant.ofEpochSecond(random.nextLong(
                            year.begin().getEpochSecond(), year.end().getEpochSecond()))
                    : changes.get(random.nextInt(changes.size())).plusSeconds(random.nextInt(-8000, 90_000));
            Instant asked = from.plusNanos(random.nextInt(3) - 1);
            Instant next = expected.higher(asked);
            if (next != null) {
                assertThat(timetable.nextAfter(asked))
                        .as("%s after %s, seed %d", timetable, asked, seed)
                        .isEqualTo(Optional.of(next));
            }
        }
    }

    /** By asking again and again from each due time, as a scheduler does. */
    private static List<Instant> due(Timetable timetable, Instant begin, Instant end) {
        var due = new ArrayList<Instant>();
        Optional<Instant> next = timetable.nextAfter(begin.minusNanos(1));
        while (next.isPresent() && next.get().isBefore(end)) {
            due.add(next.get());
            next = timetable.nextAfter(next.get());
        }
        return due;
    }
}
