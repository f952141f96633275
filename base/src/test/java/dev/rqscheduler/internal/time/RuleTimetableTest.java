/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.ClockChange;
import dev.rqscheduler.api.Zone;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rule may say and may not, where it begins and ends; {@link RuleOracleTest} has what is due in between. */
class RuleTimetableTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDateTime START = LocalDateTime.parse("2025-01-31T08:30:15");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FREQ=MINUTELY;BYDAY=MO;BYHOUR=9;BYMINUTE=0  | 2025-02-03T09:00:15Z
            FREQ=HOURLY;BYMONTH=12                      | 2025-12-01T00:30:15Z
            FREQ=SECONDLY;BYMONTH=12;BYMONTHDAY=24;BYHOUR=18;BYMINUTE=0;BYSECOND=0 | 2025-12-24T18:00:00Z
            FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO | 2044-02-29T08:30:15Z
            """)
    void rareRunsOfShortPeriodsAreFound(String rule, Instant first) {
        assertThat(Timetable.rule(rule, START, Zone.UTC, ClockChange.DEFAULT).nextAfter(Instant.EPOCH))
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
                "FREQ=WEEKLY;INTERVAL=2147483647;BYDAY=MO",
                "FREQ=YEARLY;INTERVAL=2147483647;BYMONTHDAY=1;BYMONTH=1",
                "FREQ=MONTHLY;BYDAY=6MO",
                "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=366",
                "FREQ=SECONDLY;INTERVAL=3600;BYMINUTE=0,1,2",
                "FREQ=DAILY;UNTIL=20200101"
            })
    void whatNeverRunsSaysSo(String rule) {
        assertThat(Timetable.rule(rule, START, Zone.of(BERLIN), ClockChange.DEFAULT)
                        .nextAfter(Instant.EPOCH))
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
        List<Instant> due = all(Timetable.rule(rule, START, Zone.of(BERLIN), ClockChange.DEFAULT));

        assertThat(due).hasSize(runs).endsWith(last);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                 | "" is not NAME=VALUE
            every day                          | "every day" is not NAME=VALUE, without spaces; use a form such as FREQ=WEEKLY
            BYDAY=MO                           | FREQ is missing
            FREQ=FORTNIGHTLY                   | there is no FREQ=FORTNIGHTLY; write YEARLY, MONTHLY
            FREQ=DAILY;                        | "" is not NAME=VALUE
            FREQ=DAILY;BYHOUR=                 | "BYHOUR=" is not NAME=VALUE
            FREQ=DAILY;BYHOUR=1, 2             | is not NAME=VALUE, without spaces
            FREQ=DAILY;BYHOUR=1,               | BYHOUR has ""; the numbers allowed are 0 to 23
            FREQ=DAILY;BYHOUR=24               | BYHOUR has "24"; the numbers allowed are 0 to 23
            FREQ=DAILY;BYHOUR=+9               | BYHOUR has "+9"
            FREQ=DAILY;BYHOUR=-1               | BYHOUR has "-1"
            FREQ=DAILY;BYHOUR=9.5              | BYHOUR has "9.5"
            FREQ=DAILY;BYMINUTE=60             | BYMINUTE has "60"; the numbers allowed are 0 to 59
            FREQ=DAILY;BYSECOND=60             | there is no second 60 here
            FREQ=YEARLY;BYMONTH=0              | BYMONTH has "0"; the numbers allowed are 1 to 12
            FREQ=YEARLY;BYMONTH=-1             | BYMONTH has "-1"
            FREQ=YEARLY;BYWEEKNO=54            | BYWEEKNO has "54"; the numbers allowed are 1 to 53 or -53 to -1
            FREQ=YEARLY;BYYEARDAY=-367         | BYYEARDAY has "-367"
            FREQ=YEARLY;BYYEARDAY=0            | BYYEARDAY has "0"
            FREQ=MONTHLY;BYMONTHDAY=32         | BYMONTHDAY has "32"
            FREQ=MONTHLY;BYMONTHDAY=--1        | BYMONTHDAY has "--1"
            FREQ=MONTHLY;BYMONTHDAY=99999999999999999999 | BYMONTHDAY has "99999999999999999999"
            FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367 | BYSETPOS has "367"
            FREQ=MONTHLY;BYDAY=54MO            | BYDAY has "54MO"; write MO, TU
            FREQ=MONTHLY;BYDAY=0MO             | BYDAY has "0MO"
            FREQ=MONTHLY;BYDAY=MON             | BYDAY has "MON"
            FREQ=WEEKLY;WKST=1                 | WKST has "1"; write one of MO, TU
            FREQ=DAILY;INTERVAL=0              | INTERVAL is "0"; write a whole number from 1 to 2147483647
            FREQ=DAILY;INTERVAL=9999999999     | INTERVAL is "9999999999"
            FREQ=DAILY;COUNT=0                 | COUNT is "0"
            FREQ=DAILY;COUNT=100001            | COUNT is larger than 100000
            FREQ=DAILY;COUNT=2;UNTIL=20260101  | UNTIL and COUNT
            FREQ=DAILY;BYHOUR=1;BYHOUR=2       | BYHOUR appears twice
            FREQ=DAILY;BYEASTER=0              | there is no part BYEASTER; the parts are FREQ, INTERVAL, COUNT
            FREQ=DAILY;BYDAY=1MO               | BYDAY with a number, such as 1MO, is only valid with FREQ=MONTHLY and FREQ=YEARLY
            FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO   | is not valid with BYWEEKNO
            FREQ=DAILY;BYWEEKNO=1              | BYWEEKNO is only valid with FREQ=YEARLY
            FREQ=MONTHLY;BYYEARDAY=1           | BYYEARDAY is not valid with FREQ=MONTHLY
            FREQ=WEEKLY;BYMONTHDAY=1           | BYMONTHDAY is not valid with FREQ=WEEKLY
            FREQ=DAILY;BYSETPOS=1              | BYSETPOS needs another BY... part to choose from
            FREQ=DAILY;UNTIL=20261301          | UNTIL is not a valid date
            FREQ=DAILY;UNTIL=20260101T250000Z  | UNTIL is not a valid date
            FREQ=DAILY;UNTIL=tomorrow          | UNTIL is "TOMORROW"; write a date such as 20271231
            FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD;RSCALE=GREGORIAN | RSCALE and SKIP
            """)
    void badRuleIsRefusedInOneLine(String rule, String reason) {
        assertThatThrownBy(() -> Timetable.rule(rule, START, Zone.of(BERLIN), ClockChange.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("bad recurrence rule \"" + rule)
                .hasMessageContaining(reason)
                .message()
                .matches("[ -~]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "freq=monthly;byday=+1mo;byhour=09;until=20270101t000000z",
                "BYDAY=1MO;BYHOUR=9;FREQ=MONTHLY",
                " rrule:FREQ=MONTHLY;INTERVAL=01;BYDAY=1MO,+1MO,1MO;BYHOUR=9,09 ",
                "FREQ=YEARLY;BYMONTH=12,11,10,09,08,07,06,05,04,03,02,01;BYDAY=1MO;BYHOUR=9"
            })
    void whatTheGrammarAllowsIsRead(String rule) {
        assertThat(Timetable.rule(rule, START, Zone.UTC, ClockChange.DEFAULT).nextAfter(Instant.EPOCH))
                .contains(Instant.parse("2025-02-03T09:30:15Z"));
    }

    @Test
    void refusesWhatWouldFillTheMemoryAndStartsOutOfRange() {
        String minutes = "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29";
        String hours = "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23";
        String rule = "FREQ=YEARLY;BYHOUR=" + hours + ";BYMINUTE=" + minutes + ";BYSECOND=" + minutes;

        assertThatThrownBy(() -> Timetable.rule(rule, START, Zone.of(BERLIN), ClockChange.DEFAULT))
                .hasMessageContaining("too many runs in one period; write it with a smaller FREQ");
        assertThatThrownBy(() ->
                        Timetable.rule("FREQ=DAILY;X=" + "x".repeat(1000), START, Zone.of(BERLIN), ClockChange.DEFAULT))
                .hasMessageContaining("the limit is 1000");
        for (String start : List.of("1969-12-31T23:59:59", "2100-01-01T00:00:00", "2026-01-01T00:00:00.5")) {
            assertThatThrownBy(() -> Timetable.rule(
                            "FREQ=DAILY", LocalDateTime.parse(start), Zone.of(BERLIN), ClockChange.DEFAULT))
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
        var timetable =
                Timetable.rule(rule, LocalDateTime.parse("1970-01-01T00:00:00"), Zone.of(BERLIN), ClockChange.DEFAULT);
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
