/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples of RFC 5545, section 3.8.5.3, with the dates that are given there, and some of the same kind. */
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
        var timetable = Timetable.rule(rule, LocalDateTime.parse(start + "T09:00:00"), NEW_YORK, ClockChange.DEFAULT);
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
