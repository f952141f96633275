/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.ClockChange;
import dev.rqscheduler.api.Zone;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples of RFC 5545, section 3.8.5.3, with the dates that are given there, and what its table of expanding and limiting parts makes of others. */
class RuleExamplesTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FREQ=DAILY;INTERVAL=10;COUNT=5                     | 1997-09-02 | 1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12
            FREQ=WEEKLY;INTERVAL=2;WKST=SU                     | 1997-09-02 | 1997-09-02 1997-09-16 1997-09-30 1997-10-14
            FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH | 1997-09-02 | 1997-09-02 1997-09-04 1997-09-16 1997-09-18 1997-09-30
            FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO | 1997-08-05 | 1997-08-05 1997-08-10 1997-08-19 1997-08-24
            FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU | 1997-08-05 | 1997-08-05 1997-08-17 1997-08-19 1997-08-31
            FREQ=MONTHLY;COUNT=10;BYDAY=1FR                    | 1997-09-05 | 1997-09-05 1997-10-03 1997-11-07 1997-12-05 1998-01-02
            FREQ=MONTHLY;COUNT=6;BYDAY=-2MO                    | 1997-09-22 | 1997-09-22 1997-10-20 1997-11-17 1997-12-22 1998-01-19
            FREQ=MONTHLY;BYMONTHDAY=-3                         | 1997-09-28 | 1997-09-28 1997-10-29 1997-11-28 1997-12-29 1998-01-29 1998-02-26
            FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13                | 1997-09-02 | 1998-02-13 1998-03-13 1998-11-13 1999-08-13 2000-10-13
            FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3     | 1997-09-04 | 1997-09-04 1997-10-07 1997-11-06
            FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2      | 1997-09-29 | 1997-09-29 1997-10-30 1997-11-27 1997-12-30 1998-01-29
            FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5              | 2007-01-15 | 2007-01-15 2007-01-30 2007-02-15 2007-03-15 2007-03-30
            FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200 | 1997-01-01 | 1997-01-01 1997-04-10 1997-07-19 2000-01-01 2000-04-09
            FREQ=YEARLY;BYYEARDAY=-1,-366                      | 1997-01-01 | 1997-12-31 1998-12-31 1999-12-31 2000-01-01 2000-12-31
            FREQ=YEARLY;BYDAY=20MO                             | 1997-05-19 | 1997-05-19 1998-05-18 1999-05-17
            FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO                   | 1997-05-12 | 1997-05-12 1998-05-11 1999-05-17
            FREQ=YEARLY;BYMONTH=3;BYDAY=TH                     | 1997-03-13 | 1997-03-13 1997-03-20 1997-03-27 1998-03-05
            FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8 | 1996-11-05 | 1996-11-05 2000-11-07 2004-11-02
            FREQ=HOURLY;BYHOUR=9;BYYEARDAY=-1,-366             | 1997-01-01 | 1997-12-31 1998-12-31 1999-12-31 2000-01-01 2000-12-31
            """)
    void datesAreThoseOfTheStandard(String rule, String start, String dates) {
        checkDates(rule, start, dates);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # the last week of a year goes on into the next, wherever one asks from
            FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SA,SU                | 2026-11-30 | 2027-01-02 2027-01-03 2028-01-01 2028-01-02 2028-12-30 2028-12-31 2029-12-29 2029-12-30 2030-12-28
            FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SA,SU                | 2027-12-31 | 2028-01-01 2028-01-02 2028-12-30
            FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SA,SU                | 2028-01-02 | 2028-01-02 2028-12-30
            FREQ=YEARLY;BYWEEKNO=52;BYDAY=SA                   | 2022-01-01 | 2022-01-01 2022-12-31 2023-12-30
            FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO                    | 2024-01-02 | 2024-12-30 2025-12-29 2027-01-04
            FREQ=YEARLY;BYWEEKNO=1;BYDAY=SU;WKST=SU            | 2024-01-02 | 2024-12-29 2026-01-04 2027-01-03
            # few years have a week 53
            FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR                   | 2026-11-30 | 2027-01-01 2032-12-31 2038-01-01
            FREQ=YEARLY;BYWEEKNO=-53;BYDAY=FR                  | 2026-11-30 | 2032-01-02 2037-01-02 2043-01-02
            FREQ=YEARLY;BYWEEKNO=20,53;BYDAY=FR                | 2026-11-30 | 2027-01-01 2027-05-21 2028-05-19 2029-05-18
            FREQ=YEARLY;BYWEEKNO=20,53;BYDAY=FR;BYSETPOS=2     | 2026-11-30 | 2027-01-01 2032-12-31 2038-01-01
            # years of weeks for periods: none is left out, none comes twice
            FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=TU         | 2025-12-30 | 2025-12-30 2028-01-04 2030-01-01 2031-12-30 2034-01-03
            FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO,SU;BYSETPOS=1      | 2024-01-01 | 2024-01-01 2024-12-30 2025-12-29 2027-01-04
            # BYSETPOS counts in the whole of the first period, of which what is before the start is left out
            FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1,15;BYSETPOS=1 | 2027-06-01 | 2028-01-01 2029-01-01
            FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1,15;BYSETPOS=3 | 2027-06-01 | 2027-07-01 2028-07-01
            FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1    | 2026-12-15 | 2026-12-31 2027-01-01 2027-01-29
            FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1              | 2026-12-02 | 2026-12-07 2026-12-14
            # days of leap years
            FREQ=YEARLY;BYYEARDAY=-366;BYDAY=MO                | 2026-11-30 | 2052-01-01 2080-01-01
            FREQ=YEARLY;BYYEARDAY=366                          | 2026-11-30 | 2028-12-31 2032-12-31
            FREQ=YEARLY                                        | 2024-02-29 | 2024-02-29 2028-02-29 2032-02-29
            FREQ=YEARLY;INTERVAL=3                             | 2024-02-29 | 2024-02-29 2036-02-29 2048-02-29
            FREQ=MONTHLY                                       | 2026-12-31 | 2026-12-31 2027-01-31 2027-03-31 2027-05-31
            # a year expands to days of all its months
            FREQ=YEARLY;BYMONTHDAY=13                          | 2026-11-30 | 2026-12-13 2027-01-13 2027-02-13 2027-03-13
            FREQ=YEARLY;BYMONTHDAY=-1                          | 2027-01-31 | 2027-01-31 2027-02-28 2027-03-31
            FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR                 | 2026-11-30 | 2027-08-13 2028-10-13 2029-04-13
            FREQ=YEARLY;BYMONTH=2,4                            | 2026-11-30 | 2027-04-30 2028-04-30
            # where BYDAY limits, its numbers still count in the year, or in the months of BYMONTH
            FREQ=YEARLY;BYMONTHDAY=8,9,10,11,12,13,14;BYDAY=2MO | 2027-01-01 | 2027-01-11 2028-01-10 2029-01-08
            FREQ=YEARLY;BYMONTH=3,4;BYMONTHDAY=8,9;BYDAY=2MO   | 2027-01-01 | 2027-03-08 2029-04-09 2030-04-08 2032-03-08
            FREQ=YEARLY;BYDAY=53SA                             | 2027-01-01 | 2028-12-30 2033-12-31
            # the weekday of the start; each Friday and the first Monday
            FREQ=YEARLY;BYWEEKNO=20                            | 2026-11-30 | 2027-05-17 2028-05-15
            FREQ=MONTHLY;BYDAY=1MO,FR                          | 2026-12-01 | 2026-12-04 2026-12-07 2026-12-11 2026-12-18 2026-12-25 2027-01-01 2027-01-04
            """)
    void datesAreThoseOfTheTable(String rule, String start, String dates) {
        checkDates(rule, start, dates);
    }

    private static void checkDates(String rule, String start, String dates) {
        var timetable =
                Timetable.rule(rule, LocalDateTime.parse(start + "T09:00:00"), Zone.of(NEW_YORK), ClockChange.DEFAULT);
        var due = new ArrayList<LocalDateTime>();
        Instant after = Instant.EPOCH;
        int wanted = dates.split(" ").length;
        while (due.size() < wanted) {
            after = timetable.nextAfter(after).orElseThrow();
            due.add(LocalDateTime.ofInstant(after, NEW_YORK));
        }

        assertThat(due)
                .isEqualTo(Arrays.stream(dates.split(" "))
                        .map(date -> LocalDateTime.parse(date + "T09:00:00"))
                        .toList());
    }
}
