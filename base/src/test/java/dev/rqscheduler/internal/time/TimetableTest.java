/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.ClockChange;
import dev.rqscheduler.api.DateRange;
import dev.rqscheduler.api.Zone;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Intervals, lists, bounds and excepted days. */
class TimetableTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final long SEED = 20261123;

    @ParameterizedTest
    @CsvSource(textBlock = """
            10m,   2026-11-23T12:00:00Z,           2026-11-23T12:10:00Z
            10m,   2026-11-23T11:59:59.999999999Z, 2026-11-23T12:00:00Z
            10m,   2026-11-23T11:41:00Z,           2026-11-23T11:50:00Z
            10m,   1926-11-23T11:50:00Z,           1926-11-23T12:00:00Z
            1.5ms, 2026-11-23T12:00:00.001Z,       2026-11-23T12:00:00.0015Z
            1w,    2036-11-24T12:00:00Z,           2036-12-01T12:00:00Z
            1w,    -1000000000-01-01T00:00:00Z,    0001-01-01T12:00:00Z
            """)
    void everyIntervalBothWaysFromTheAnchor(String interval, Instant after, Instant due) {
        assertThat(Timetable.every(Durations.parse(interval), NOON).nextAfter(after))
                .contains(due);
    }

    @Test
    void intervalsEndWithTheCalendarAndAreChecked() {
        assertThat(Timetable.every(Duration.ofDays(1), NOON).nextAfter(Instant.MAX))
                .isEmpty();
        assertThat(Timetable.every(Durations.LONGEST, NOON).nextAfter(NOON)).isEmpty();
        assertThatThrownBy(() -> Timetable.every(Duration.ofNanos(999_999), NOON))
                .hasMessage("bad interval 0.999999ms: it must be from 1ms to 3652059d");
        assertThatThrownBy(() -> Timetable.every(Durations.LONGEST.plusNanos(1), NOON))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Timetable.every(Duration.ofDays(1), Instant.MAX))
                .hasMessageContaining("bad anchor");
    }

    @Test
    void listedTimesInOrderEachOnce() {
        var timetable = Timetable.at(List.of(NOON.plusSeconds(5), NOON, NOON.plusSeconds(5)));

        assertThat(timetable.nextAfter(Instant.MIN)).contains(NOON);
        assertThat(timetable.nextAfter(NOON)).contains(NOON.plusSeconds(5));
        assertThat(timetable.nextAfter(NOON.plusSeconds(4))).contains(NOON.plusSeconds(5));
        assertThat(timetable.nextAfter(NOON.plusSeconds(5))).isEmpty();
        assertThat(Timetable.at(List.of()).nextAfter(Instant.MIN)).isEmpty();
        assertThatThrownBy(() -> Timetable.at(List.of(Instant.MIN))).hasMessageContaining("bad due time");
    }

    @Test
    void withinIsFromTheStartOnAndBeforeTheEnd() {
        var hourly = Timetable.every(Duration.ofHours(1), NOON);
        var within = hourly.within(Optional.of(NOON), Optional.of(NOON.plusSeconds(7200)));

        assertThat(within.nextAfter(Instant.MIN)).contains(NOON);
        assertThat(within.nextAfter(NOON.minusNanos(1))).contains(NOON);
        assertThat(within.nextAfter(NOON)).contains(NOON.plusSeconds(3600));
        assertThat(within.nextAfter(NOON.plusSeconds(3600))).isEmpty();
        assertThat(within.nextAfter(Instant.MAX)).isEmpty();
        assertThat(hourly.within(Optional.empty(), Optional.empty()).nextAfter(NOON))
                .contains(NOON.plusSeconds(3600));
        assertThat(hourly.within(Optional.of(NOON), Optional.of(NOON)).nextAfter(Instant.MIN))
                .isEmpty();
    }

    @Test
    void exceptedDaysAreThoseOfTheZone() {
        ZoneId auckland = ZoneId.of("Pacific/Auckland");
        var daily = Timetable.every(Duration.ofDays(1), NOON);
        var except = daily.except(Set.of(DateRange.day(LocalDate.parse("2026-11-25"))), Zone.of(auckland));

        // 12:00 UTC is 01:00 of the next day there.
        assertThat(except.nextAfter(NOON)).contains(Instant.parse("2026-11-25T12:00:00Z"));
        assertThatThrownBy(() -> new DateRange(LocalDate.parse("2026-11-25"), LocalDate.parse("2026-11-24")))
                .hasMessage(
                        "bad dates 2026-11-25 to 2026-11-24: the range runs backwards; write the earlier date first");
    }

    @Test
    void aTimetableOfNothingButExceptionsIsEmptyAtOnce() {
        var everything = List.of(new DateRange(LocalDate.MIN, LocalDate.MAX));
        var untilTheEnd = List.of(
                new DateRange(LocalDate.parse("2026-01-01"), LocalDate.parse("2400-12-31")),
                new DateRange(LocalDate.parse("2401-01-01"), LocalDate.parse("9999-12-31")));
        var often = Timetable.every(Duration.ofMillis(1), NOON);
        var cron = Timetable.cron(CronExpression.parse("* * * * * * *"), Zone.UTC, ClockChange.DEFAULT);
        var rule = Timetable.rule(
                "FREQ=SECONDLY", NOON.atZone(ZoneOffset.UTC).toLocalDateTime(), Zone.UTC, ClockChange.DEFAULT);

        for (Timetable timetable : List.of(often, cron, rule)) {
            assertThat(timetable.except(everything, Zone.UTC).nextAfter(Instant.MIN))
                    .isEmpty();
            assertThat(timetable.except(untilTheEnd, Zone.UTC).nextAfter(NOON)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "America/St_Johns", "Pacific/Apia", "America/Sao_Paulo"})
    void exceptedDaysLeaveAllOthers(String zoneName) {
        Zone zone = Zone.of(zoneName);
        long seed = SEED + zoneName.hashCode();
        var random = new Random(seed);
        int year = zoneName.equals("Pacific/Apia") ? 2011 : 2010;
        Instant begin = Instant.parse(year + "-01-01T00:00:00Z");
        Instant end = Instant.parse((year + 1) + "-01-01T00:00:00Z");
        var inner = Timetable.every(Duration.ofMinutes(7), begin);
        for (int i = 0; i < 5; i++) {
            var days = new TreeSet<LocalDate>();
            var excepted = new ArrayList<DateRange>();
            for (int n = 0; n < 60; n++) {
                LocalDate first = LocalDate.ofYearDay(year, 1 + random.nextInt(365));
                var range = new DateRange(first, first.plusDays(random.nextInt(3)));
                excepted.add(range);
                range.first().datesUntil(range.last().plusDays(1)).forEach(days::add);
            }
            // The days of the clock changes, too: 7 November 2010 ended twice in St. John's.
            excepted.add(DateRange.day(LocalDate.of(year, 11, 7)));
            days.add(LocalDate.of(year, 11, 7));
            var timetable = inner.except(excepted, zone);
            Optional<Instant> due = timetable.nextAfter(begin);
            for (Instant t = begin.plusSeconds(420); t.isBefore(end); t = t.plusSeconds(420)) {
                if (!days.contains(zone.at(t).toLocalDate())) {
                    assertThat(due).as("seed %d", seed).contains(t);
                    due = timetable.nextAfter(t);
                }
            }
        }
    }
}
