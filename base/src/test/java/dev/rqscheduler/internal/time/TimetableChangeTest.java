/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.ClockChange;
import dev.rqscheduler.api.RepeatedHour;
import dev.rqscheduler.api.SkippedHour;
import dev.rqscheduler.api.Zone;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Next due times when the rules of a zone change, as in Vancouver, which stays at seven hours behind UTC from 2026 on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimetableChangeTest {

    private static final Zone WINTER =
            new Zone("America/Vancouver", ZoneOffset.ofHours(-8).getRules());
    private static final Zone SUMMER =
            new Zone("America/Vancouver", ZoneOffset.ofHours(-7).getRules());
    private static final Zone EACH_YEAR =
            new Zone("America/New_York", ZoneId.of("America/New_York").getRules());
    private static final Zone NEVER =
            new Zone("America/New_York", ZoneOffset.ofHours(-4).getRules());

    @ParameterizedTest
    @CsvSource({
        // Earlier by an hour, and not yet over.
        "0 9 * * *,     2026-12-01T17:00:00Z, 2026-12-01T15:30:00Z, 2026-12-01T16:00:00Z",
        // Earlier by an hour, and over: the run is owed.
        "0 9 * * *,     2026-12-01T17:00:00Z, 2026-12-01T16:30:00Z, 2026-12-01T16:00:00Z",
        // What was overdue by the rules before stays owed.
        "0 9 * * *,     2026-12-01T17:00:00Z, 2026-12-01T18:30:00Z, 2026-12-01T16:00:00Z",
        // 17:00 is ten o'clock now, but nine has not run yet.
        "'0 9,10 * * *',  2026-12-01T17:00:00Z, 2026-12-01T15:30:00Z, 2026-12-01T16:00:00Z",
        "'0 9,10 * * *',  2026-12-01T18:00:00Z, 2026-12-01T17:30:00Z, 2026-12-01T17:00:00Z",
        // A rhythm goes on.
        "*/15 * * * *,  2026-12-01T16:45:00Z, 2026-12-01T16:31:00Z, 2026-12-01T16:45:00Z",
        "0 * * * *,     2026-12-01T17:00:00Z, 2026-12-01T16:30:00Z, 2026-12-01T17:00:00Z",
        // One that is bound to hours begins at its first.
        "*/15 9-16 * * *, 2026-12-01T17:00:00Z, 2026-12-01T15:30:00Z, 2026-12-01T16:00:00Z"
    })
    void clocksAheadOfThoseBefore(String cron, Instant due, Instant now, Instant next) {
        assertThat(change(cron, WINTER, SUMMER).next(due, now)).contains(next);
    }

    @ParameterizedTest
    @CsvSource({
        // Later by an hour.
        "0 9 * * *,     2026-12-01T16:00:00Z, 2026-12-01T15:30:00Z, 2026-12-01T17:00:00Z",
        // Overdue by the rules before, to come by those of now.
        "0 9 * * *,     2026-12-01T16:00:00Z, 2026-12-01T16:30:00Z, 2026-12-01T17:00:00Z",
        // Nine has run today, though it is only half past eight now.
        "0 9 * * *,     2026-12-02T16:00:00Z, 2026-12-01T16:30:00Z, 2026-12-02T17:00:00Z",
        "'0 9,10 * * *',  2026-12-01T17:00:00Z, 2026-12-01T16:30:00Z, 2026-12-01T18:00:00Z",
        "*/15 * * * *,  2026-12-01T16:45:00Z, 2026-12-01T16:31:00Z, 2026-12-01T16:45:00Z",
        "*/15 * * * *,  2026-12-01T16:00:00Z, 2026-12-01T16:31:00Z, 2026-12-01T16:00:00Z",
        "*/15 9-16 * * *, 2026-12-02T16:00:00Z, 2026-12-02T00:10:00Z, 2026-12-02T17:00:00Z"
    })
    void clocksBehindThoseBefore(String cron, Instant due, Instant now, Instant next) {
        assertThat(change(cron, SUMMER, WINTER).next(due, now)).contains(next);
    }

    @Test
    void timeOfAGapThatIsGoneIsAtItsOwnHour() {
        // 02:30 is left out on 2026-03-08 and runs at 03:30; without the gap it is at 02:30.
        Instant shifted = Instant.parse("2026-03-08T07:30:00Z");
        Instant now = Instant.parse("2026-03-08T01:00:00Z");
        TimetableChange gone = change("30 2 * * *", EACH_YEAR, NEVER);
        assertThat(gone.explains(shifted)).isTrue();
        assertThat(gone.next(shifted, now)).contains(Instant.parse("2026-03-08T06:30:00Z"));
        assertThat(change("30 2 * * *", NEVER, EACH_YEAR).next(Instant.parse("2026-03-08T06:30:00Z"), now))
                .contains(shifted);
        // 03:00 has run, so the one at 03:30 does not stand for 02:30.
        assertThat(change("0,30 3 * * *", EACH_YEAR, NEVER).next(shifted, shifted.minusSeconds(600)))
                .contains(shifted);
    }

    @Test
    void dayThatWasSkippedAndIsNotAnyMoreRuns() {
        ClockChange skips = new ClockChange(SkippedHour.SKIP, RepeatedHour.ONCE);
        CronExpression cron = CronExpression.parse("30 2 * * *");
        TimetableChange change =
                new TimetableChange(Timetable.cron(cron, EACH_YEAR, skips), Timetable.cron(cron, NEVER, skips));
        assertThat(change.next(Instant.parse("2026-03-09T06:30:00Z"), Instant.parse("2026-03-08T01:00:00Z")))
                .contains(Instant.parse("2026-03-08T06:30:00Z"));
    }

    @Test
    void secondPassOfARepeatedHourStaysTheSecond() {
        ClockChange both = new ClockChange(SkippedHour.SHIFT, RepeatedHour.BOTH);
        CronExpression cron = CronExpression.parse("30 1 * * *");
        ZoneRules otherLater = with(EACH_YEAR.rules(), Instant.parse("2027-01-01T00:00:00Z"), NEVER.rules());
        TimetableChange change = new TimetableChange(
                Timetable.cron(cron, EACH_YEAR, both),
                Timetable.cron(cron, new Zone(EACH_YEAR.id(), otherLater), both));
        Instant second = Instant.parse("2026-11-01T06:30:00Z");
        assertThat(change.next(second, second.minusSeconds(1_800))).contains(second);
    }

    @Test
    void rulesWithAStartOrACountGoOn() {
        Instant due = Instant.parse("2026-12-03T17:00:00Z");
        Instant now = Instant.parse("2026-12-02T20:00:00Z");
        LocalDateTime start = LocalDateTime.parse("2026-12-01T09:00:00");
        TimetableChange counted = new TimetableChange(
                Timetable.rule("FREQ=DAILY;COUNT=3", start, WINTER, ClockChange.DEFAULT),
                Timetable.rule("FREQ=DAILY;COUNT=3", start, SUMMER, ClockChange.DEFAULT));
        assertThat(counted.next(due, now)).contains(Instant.parse("2026-12-03T16:00:00Z"));
        // Its start is an instant, which now is another wall-clock time.
        TimetableChange fromInstant = new TimetableChange(
                Timetable.rule("FREQ=DAILY", start, WINTER, ClockChange.DEFAULT),
                Timetable.rule("FREQ=DAILY", start.plusHours(1), SUMMER, ClockChange.DEFAULT));
        assertThat(fromInstant.next(due, now)).contains(due);
        TimetableChange back = new TimetableChange(fromInstant.after(), fromInstant.before());
        assertThat(back.next(due, now)).contains(due);
    }

    @Test
    void fixedTimesAndAnchorsOfAWallClockMoveWithIt() {
        Instant now = Instant.parse("2026-12-01T10:00:00Z");
        List<Instant> times = List.of(Instant.parse("2026-12-01T17:00:00Z"), Instant.parse("2026-12-01T18:00:00Z"));
        List<Instant> earlier =
                times.stream().map(time -> time.minusSeconds(3_600)).toList();
        TimetableChange at = new TimetableChange(Timetable.at(times), Timetable.at(earlier));
        assertThat(at.next(times.get(0), now)).contains(earlier.get(0));
        Duration day = Duration.ofDays(1);
        TimetableChange every =
                new TimetableChange(Timetable.every(day, times.get(0)), Timetable.every(day, earlier.get(0)));
        assertThat(every.next(times.get(0), now)).contains(earlier.get(0));
        TimetableChange same = new TimetableChange(Timetable.at(times), Timetable.at(times));
        assertThat(same.next(times.get(0), now)).contains(times.get(0));
    }

    @Test
    void timeThatIsOnNoTimetableIsNotExplained() {
        TimetableChange change = change("0 9 * * *", WINTER, SUMMER);
        assertThat(change.explains(Instant.parse("2026-12-01T17:00:00Z"))).isTrue();
        assertThat(change.explains(Instant.parse("2026-12-01T16:00:00Z"))).isFalse();
        assertThat(change.explains(Instant.parse("2026-12-01T17:20:00Z"))).isFalse();
    }

    IntStream seeds() {
        return new Random(20261130).ints(300).map(Math::abs);
    }

    /** Two hosts with different rules take turns; each wall-clock time of each day runs once, whoever is there to run it. */
    @ParameterizedTest
    @MethodSource("seeds")
    void hostsInTurnsRunEachWallClockTimeOnce(int seed) {
        Random random = new Random(seed);
        List<Zone> hosts = List.of(zone(random), zone(random));
        List<String> crons = List.of("0 9 * * *", "30 2 * * *", "0 9,11 * * *", "15 1,3,7,13,23 * * *", "0 0 * * *");
        CronExpression cron = CronExpression.parse(crons.get(random.nextInt(crons.size())));
        List<Timetable> tables = hosts.stream()
                .map(zone -> Timetable.cron(cron, zone, new ClockChange(SkippedHour.SHIFT, RepeatedHour.ONCE)))
                .toList();

        Instant now = FROM;
        int host = 0;
        Instant due = tables.get(0).nextAfter(now).orElseThrow();
        List<LocalDateTime> ran = new ArrayList<>();
        while (now.isBefore(FROM.plus(Duration.ofDays(120)))) {
            Instant takeOver = now.plusSeconds(1 + random.nextInt(3 * 86_400));
            while (due.isBefore(takeOver)) {
                // A scheduler that was not there in time is late.
                now = due.isAfter(now) ? due : now;
                ran.add(wallTime(cron, hosts.get(host), due));
                due = tables.get(host).nextAfter(now).orElseThrow();
            }
            now = takeOver;
            TimetableChange change = new TimetableChange(tables.get(host), tables.get(1 - host));
            assertThat(change.explains(due)).isTrue();
            due = change.next(due, now).orElseThrow();
            assertThat(change.after().has(due)).isTrue();
            host = 1 - host;
        }

        List<LocalDateTime> wanted = new ArrayList<>();
        LocalDateTime last = ran.get(ran.size() - 1);
        for (LocalDateTime wall = ran.get(0);
                wall != null && !wall.isAfter(last);
                wall = cron.pattern().nextFrom(wall.plusSeconds(1))) {
            wanted.add(wall);
        }
        assertThat(ran).as("seed %d, %s, %s", seed, cron, hosts).containsExactlyElementsOf(wanted);
    }

    private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");

    /** Clocks that go an hour forward and back again some times. */
    private static Zone zone(Random random) {
        ZoneOffset standard = ZoneOffset.ofHours(-8);
        ZoneOffset summer = ZoneOffset.ofHours(-7);
        List<ZoneOffsetTransition> changes = new ArrayList<>();
        ZoneOffset offset = random.nextBoolean() ? standard : summer;
        ZoneOffset first = offset;
        Instant at = FROM;
        for (int i = random.nextInt(5); i > 0; i--) {
            at = at.plus(Duration.ofHours(24L * (5 + random.nextInt(40)) + random.nextInt(24)));
            ZoneOffset next = offset.equals(standard) ? summer : standard;
            changes.add(ZoneOffsetTransition.of(at.atOffset(offset).toLocalDateTime(), offset, next));
            offset = next;
        }
        return new Zone("America/Vancouver", ZoneRules.of(first, first, List.of(), changes, List.of()));
    }

    /** By another way than the production code: the wall-clock time of the pattern that lies closest to what clocks show. */
    private static LocalDateTime wallTime(CronExpression cron, Zone zone, Instant run) {
        LocalDateTime shown = zone.at(run).toLocalDateTime();
        if (cron.matches(shown)) {
            return shown;
        }
        LocalDateTime missing = shown.minusHours(1);
        assertThat(cron.matches(missing)).as("%s in %s", run, zone.rules()).isTrue();
        return missing;
    }

    private static TimetableChange change(String cron, Zone before, Zone after) {
        CronExpression expression = CronExpression.parse(cron);
        return new TimetableChange(
                Timetable.cron(expression, before, ClockChange.DEFAULT),
                Timetable.cron(expression, after, ClockChange.DEFAULT));
    }

    /** One rule until an instant, and from then on another. */
    private static ZoneRules with(ZoneRules first, Instant from, ZoneRules then) {
        Instant start = from.minus(Duration.ofDays(400));
        List<ZoneOffsetTransition> changes = new ArrayList<>();
        for (Instant at = start; ; ) {
            ZoneOffsetTransition next = first.nextTransition(at);
            if (!next.getInstant().isBefore(from)) {
                break;
            }
            changes.add(next);
            at = next.getInstant();
        }
        ZoneOffset before = first.getOffset(from.minusSeconds(1));
        Optional.of(then.getOffset(from))
                .filter(after -> !after.equals(before))
                .ifPresent(after -> changes.add(
                        ZoneOffsetTransition.of(from.atOffset(before).toLocalDateTime(), before, after)));
        ZoneOffset base = first.getOffset(start);
        return ZoneRules.of(base, base, List.of(), changes, List.of());
    }
}
