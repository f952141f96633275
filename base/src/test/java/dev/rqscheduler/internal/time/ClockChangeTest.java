/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.RepeatedHour;
import dev.rqscheduler.api.Zone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs on the days the clocks change, as documented at {@link CronExpression} and {@link RepeatedHour}. */
class ClockChangeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # zone              | day        | expression      | ONCE | WILDCARDS_TWICE
            America/New_York    | 2026-03-08 | 30 2 * * *      | 1    | 1
            America/New_York    | 2026-03-08 | 0 2 * * *       | 1    | 1
            America/New_York    | 2026-03-08 | 0,30 2 * * *    | 2    | 2
            America/New_York    | 2026-03-08 | 0,30 2,3 * * *  | 2    | 2
            America/New_York    | 2026-03-08 | 0 * * * *       | 23   | 23
            America/New_York    | 2026-03-08 | */30 * * * *    | 46   | 46
            America/New_York    | 2026-03-08 | * 2 * * *       | 60   | 60
            America/New_York    | 2026-03-08 | 0 12 * * *      | 1    | 1
            America/New_York    | 2026-11-01 | 30 1 * * *      | 1    | 1
            America/New_York    | 2026-11-01 | 0,30 1 * * *    | 2    | 2
            America/New_York    | 2026-11-01 | 0 * * * *       | 24   | 25
            America/New_York    | 2026-11-01 | 0 0-23 * * *    | 24   | 25
            America/New_York    | 2026-11-01 | 0 1-23 * * *    | 23   | 23
            America/New_York    | 2026-11-01 | */5 * * * *     | 288  | 300
            America/New_York    | 2026-11-01 | * 1 * * *       | 60   | 120
            America/New_York    | 2026-11-01 | 0 12 * * *      | 1    | 1
            Europe/Berlin       | 2026-03-29 | 30 2 * * *      | 1    | 1
            Europe/Berlin       | 2026-10-25 | 30 2 * * *      | 1    | 1
            Europe/Berlin       | 2026-10-25 | 30 */2 * * *    | 12   | 13
            Australia/Lord_Howe | 2026-10-04 | 15 2 * * *      | 1    | 1
            Australia/Lord_Howe | 2026-10-04 | */15 * * * *    | 94   | 94
            Australia/Lord_Howe | 2026-04-05 | */15 * * * *    | 96   | 98
            Australia/Lord_Howe | 2026-04-05 | 45 1 * * *      | 1    | 1
            Pacific/Apia        | 2011-12-31 | 0 9 * * *       | 1    | 1
            Pacific/Apia        | 2011-12-31 | 0 9 30 12 *     | 1    | 1
            Asia/Kathmandu      | 2026-03-29 | */30 * * * *    | 48   | 48
            """)
    void runsOfADay(String zone, LocalDate day, String expression, int once, int twice) {
        assertThat(runs(expression, ZoneId.of(zone), day, RepeatedHour.ONCE)).hasSize(once);
        assertThat(runs(expression, ZoneId.of(zone), day, RepeatedHour.WILDCARDS_TWICE))
                .hasSize(twice);
    }

    @Test
    void aTimeInTheGapIsShiftedForwardByItsLength() {
        assertThat(runs("30 2 * * *", ZoneId.of("Europe/Berlin"), LocalDate.parse("2026-03-29"), RepeatedHour.ONCE))
                .containsExactly(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(runs(
                        "15 2 * * *",
                        ZoneId.of("Australia/Lord_Howe"),
                        LocalDate.parse("2026-10-04"),
                        RepeatedHour.ONCE))
                .containsExactly(Instant.parse("2026-10-03T15:45:00Z"));
    }

    @Test
    void askedAfterTheClocksWentForwardAGapTimeIsOver() {
        var cron = CronExpression.parse("30 2 * * *");
        var berlin = ZoneId.of("Europe/Berlin");

        assertThat(cron.nextAfter(Instant.parse("2026-03-29T00:59:59.999Z"), Zone.of(berlin)))
                .contains(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(cron.nextAfter(Instant.parse("2026-03-29T01:00:00Z"), Zone.of(berlin)))
                .contains(Instant.parse("2026-03-30T00:30:00Z"));
    }

    @Test
    void aFixedTimeInTheRepeatedHourRunsWhenItComesFirst() {
        assertThat(runs("30 2 * * *", ZoneId.of("Europe/Berlin"), LocalDate.parse("2026-10-25"), RepeatedHour.ONCE))
                .containsExactly(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @Test
    void theSecondPassIsFoundFromTheEndOfTheFirst() {
        var cron = CronExpression.parse("* 1 1 11 * 2026");
        var newYork = ZoneId.of("America/New_York");
        Instant endOfFirstPass = Instant.parse("2026-11-01T05:59:30Z");

        assertThat(cron.nextAfter(endOfFirstPass, Zone.of(newYork), RepeatedHour.WILDCARDS_TWICE))
                .contains(Instant.parse("2026-11-01T06:00:00Z"));
        assertThat(cron.nextAfter(endOfFirstPass, Zone.of(newYork))).isEmpty();
    }

    /** All runs of a local day, by asking again and again from each run as a scheduler does. */
    private static List<Instant> runs(String expression, ZoneId zone, LocalDate day, RepeatedHour rule) {
        var cron = CronExpression.parse(expression);
        Instant begin = day.atStartOfDay(zone).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
        var runs = new ArrayList<Instant>();
        Instant run = cron.nextAfter(begin.minus(1, DAYS), Zone.of(zone), rule).orElseThrow();
        while (run.isBefore(end)) {
            if (!run.isBefore(begin)) {
                runs.add(run);
            }
            Instant next = cron.nextAfter(run, Zone.of(zone), rule).orElseThrow();
            assertThat(next).isAfter(run);
            run = next;
        }
        return runs;
    }
}
