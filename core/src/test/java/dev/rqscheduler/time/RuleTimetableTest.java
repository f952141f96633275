/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of RFC 5545, also against lib-recur walking all the way from the start. */
class RuleTimetableTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDateTime START = LocalDateTime.parse("2025-01-31T08:30:15");
    private static final long SEED = 20261123;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=DAILY",
                "FREQ=DAILY;INTERVAL=3;BYHOUR=9,17",
                "FREQ=DAILY;INTERVAL=2;BYHOUR=1,2,3;BYMINUTE=0,20,40;BYSETPOS=1,-2",
                "FREQ=DAILY;BYMONTH=2,12;BYDAY=MO,SU",
                "FREQ=DAILY;BYMONTHDAY=1,-1,15",
                "FREQ=HOURLY;INTERVAL=5",
                "FREQ=HOURLY;INTERVAL=7;BYMINUTE=5,50;BYSECOND=0,30",
                "FREQ=HOURLY;BYHOUR=22,23,0;BYDAY=FR,SA",
                "FREQ=HOURLY;INTERVAL=25;BYYEARDAY=1,2,3,40,41,42,43,200",
                "FREQ=MINUTELY;INTERVAL=90",
                "FREQ=MINUTELY;INTERVAL=7;BYHOUR=8,9;BYSECOND=1,2,3;BYSETPOS=2",
                "FREQ=SECONDLY;INTERVAL=45",
                "FREQ=SECONDLY;INTERVAL=11;BYMINUTE=30,31;BYSECOND=0,1,2,3,4,5",
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
                "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU,MO;WKST=SU",
                "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,10,11;BYSETPOS=1,-1",
                "FREQ=MONTHLY;BYDAY=-1FR",
                "FREQ=MONTHLY",
                "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=31",
                "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
                "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
                "FREQ=YEARLY;INTERVAL=3;BYMONTH=2;BYMONTHDAY=29",
                "FREQ=YEARLY;BYWEEKNO=1,20,53;BYDAY=MO",
                "FREQ=YEARLY;BYYEARDAY=100,-100;BYHOUR=1,2,3"
            })
    void agreesWithTheLibraryAndAnswersFromAnywhere(String rule) throws Exception {
        var expected = new ArrayList<Instant>();
        var walk = new RecurrenceRule(rule, RecurrenceRule.RfcMode.RFC5545_STRICT)
                .iterator(new DateTime(
                        DateTime.UTC, START.toInstant(ZoneOffset.UTC).toEpochMilli()));
        while (walk.hasNext() && expected.size() < 500) {
            expected.add(Instant.ofEpochMilli(walk.nextMillis()));
        }
        var timetable = Timetable.rule(rule, START, ZoneOffset.UTC, ClockChange.DEFAULT);

        Optional<Instant> due = timetable.nextAfter(Instant.EPOCH);
        for (Instant wanted : expected) {
            if (wanted.isBefore(Instant.parse("2100-01-01T00:00:00Z"))) {
                assertThat(due).contains(wanted);
                due = timetable.nextAfter(wanted);
            }
        }
        var random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            int index = random.nextInt(1, expected.size());
            Instant before = expected.get(index - 1);
            long gap = Duration.between(before, expected.get(index)).toSeconds();
            Instant asked = before.plusSeconds(random.nextLong(gap));
            if (expected.get(index).isBefore(Instant.parse("2100-01-01T00:00:00Z"))) {
                assertThat(timetable.nextAfter(asked))
                        .as("%s after %s, seed %d", rule, asked, SEED)
                        .contains(expected.get(index));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # lib-recur alone gives up on these after 4320 periods
            FREQ=MINUTELY;BYDAY=MO;BYHOUR=9;BYMINUTE=0  | 2025-02-03T09:00:15Z
            FREQ=HOURLY;BYMONTH=12                      | 2025-12-01T00:30:15Z
            FREQ=SECONDLY;BYMONTH=12;BYMONTHDAY=24;BYHOUR=18;BYMINUTE=0;BYSECOND=0 | 2025-12-24T18:00:00Z
            FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO | 2044-02-29T08:30:15Z
            """)
    void rareRunsOfShortPeriodsAreFound(String rule, Instant first) {
        assertThat(Timetable.rule(rule, START, ZoneOffset.UTC, ClockChange.DEFAULT)
                        .nextAfter(Instant.EPOCH))
                .contains(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=SECONDLY;INTERVAL=2;BYSECOND=0",
                "FREQ=SECONDLY;BYSECOND=1;BYSETPOS=2",
                "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2",
                "FREQ=DAILY;UNTIL=20200101"
            })
    void whatNeverRunsSaysSo(String rule) {
        assertThat(Timetable.rule(rule, START, BERLIN, ClockChange.DEFAULT).nextAfter(Instant.EPOCH))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FREQ=DAILY;COUNT=3                                | 3 | 2025-02-02T07:30:15Z
            FREQ=MONTHLY;COUNT=3                              | 3 | 2025-05-31T06:30:15Z
            FREQ=HOURLY;COUNT=1                               | 1 | 2025-01-31T07:30:15Z
            FREQ=DAILY;UNTIL=20250202                         | 3 | 2025-02-02T07:30:15Z
            FREQ=DAILY;UNTIL=20250202T083015                  | 3 | 2025-02-02T07:30:15Z
            FREQ=DAILY;UNTIL=20250202T083014                  | 2 | 2025-02-01T07:30:15Z
            FREQ=DAILY;UNTIL=20250202T073015Z                 | 3 | 2025-02-02T07:30:15Z
            FREQ=DAILY;UNTIL=20250202T073014Z                 | 2 | 2025-02-01T07:30:15Z
            RRULE:FREQ=DAILY;BYHOUR=7;COUNT=2                 | 2 | 2025-02-02T06:30:15Z
            # 1 February to 30 March: the 30 March has no 02:30, which is counted and runs at 03:30
            FREQ=DAILY;BYHOUR=2;BYMINUTE=30;BYSECOND=0;COUNT=58 | 58 | 2025-03-30T01:30:00Z
            """)
    void endsWithItsCountOrItsUntil(String rule, int runs, Instant last) {
        List<Instant> due = all(Timetable.rule(rule, START, BERLIN, ClockChange.DEFAULT));

        assertThat(due).hasSize(runs).endsWith(last);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                                 | Missing '='
            every day                          | Missing '='
            FREQ=FORTNIGHTLY                   | FORTNIGHTLY
            FREQ=DAILY;BYHOUR=24               | 24
            FREQ=DAILY;INTERVAL=0              | 0
            FREQ=DAILY;COUNT=2;UNTIL=20260101  | UNTIL and COUNT
            FREQ=DAILY;COUNT=100001            | COUNT is larger than 100000
            FREQ=DAILY;BYDAY=1MO               | BYDAY
            FREQ=DAILY;BYWEEKNO=1              | BYWEEKNO is allowed in YEARLY
            FREQ=DAILY;BYSECOND=60             | seconds are 0 to 59
            FREQ=DAILY;UNTIL=20261301          | no such date
            FREQ=DAILY;UNTIL=20260101T250000Z  | no such date
            FREQ=DAILY;UNTIL=tomorrow          | UNTIL
            FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD;RSCALE=GREGORIAN | RSCALE and SKIP
            """)
    void badRuleIsRefusedInOneLine(String rule, String reason) {
        assertThatThrownBy(() -> Timetable.rule(rule, START, BERLIN, ClockChange.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("bad recurrence rule \"" + rule)
                .hasMessageContaining(reason)
                .message()
                .matches("[ -~]+");
    }

    @Test
    void refusesWhatWouldFillTheMemoryAndStartsOutOfRange() {
        String minutes = "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29";
        String hours = "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23";
        String rule = "FREQ=YEARLY;BYHOUR=" + hours + ";BYMINUTE=" + minutes + ";BYSECOND=" + minutes;

        assertThatThrownBy(() -> Timetable.rule(rule, START, BERLIN, ClockChange.DEFAULT))
                .hasMessageContaining("too many runs in one period; write it with a smaller FREQ");
        assertThatThrownBy(() -> Timetable.rule("FREQ=DAILY;X=" + "x".repeat(1000), START, BERLIN, ClockChange.DEFAULT))
                .hasMessageContaining("the limit is 1000");
        for (String start : List.of("1969-12-31T23:59:59", "2100-01-01T00:00:00", "2026-01-01T00:00:00.5")) {
            assertThatThrownBy(
                            () -> Timetable.rule("FREQ=DAILY", LocalDateTime.parse(start), BERLIN, ClockChange.DEFAULT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("bad start " + LocalDateTime.parse(start));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=SECONDLY",
                "FREQ=MINUTELY;INTERVAL=7;BYDAY=MO",
                "FREQ=DAILY",
                "FREQ=WEEKLY",
                "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYMINUTE=0,15,30,45",
                "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU",
                "FREQ=DAILY;COUNT=20000"
            })
    void aStartLongAgoCostsNothing(String rule) {
        var timetable = Timetable.rule(rule, LocalDateTime.parse("1970-01-01T00:00:00"), BERLIN, ClockChange.DEFAULT);
        Instant now = Instant.parse("2024-06-01T00:00:00Z");
        long begin = System.nanoTime();

        for (int i = 0; i < 100; i++) {
            assertThat(timetable.nextAfter(now)).isPresent();
        }

        // Walking from the start takes ten times as long for the yearly rule, and ten thousand times for the first.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }

    private static List<Instant> all(Timetable timetable) {
        var due = new ArrayList<Instant>();
        Optional<Instant> next = timetable.nextAfter(Instant.EPOCH);
        while (next.isPresent()) {
            due.add(next.get());
            next = timetable.nextAfter(next.get());
        }
        return due;
    }
}
