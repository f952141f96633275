/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PosixZoneTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # Nuuk: on the evening before the last Sunday
            <-02>2<-01>,M3.5.0/-1,M10.5.0/0    | 2027-03-28T01:00:00Z | 2027-10-31T01:00:00Z
            # Jerusalem: on the Friday before the last Sunday, written as 26 o'clock on Thursday
            IST-2IDT,M3.4.4/26,M10.5.0         | 2027-03-26T00:00:00Z | 2027-10-30T23:00:00Z
            # Dublin: its summer time is the standard, winter goes back
            IST-1GMT0,M10.5.0,M3.5.0/1         | 2027-03-28T01:00:00Z | 2027-10-31T01:00:00Z
            # Lord Howe: half an hour, in the south
            <+1030>-10:30<+11>-11,M10.1.0,M4.1.0 | 2027-04-03T15:00:00Z | 2027-10-02T15:30:00Z
            # At the end of a day
            EET-2EEST,M4.5.5/0,M10.5.4/24      | 2027-04-29T22:00:00Z | 2027-10-28T21:00:00Z
            # By the day of the year: without and with the leap day, in a year that has one
            AAA0BBB,J60/0,J300/1               | 2028-03-01T00:00:00Z | 2028-10-27T00:00:00Z
            AAA0BBB,60/0,300/1                 | 2028-03-01T00:00:00Z | 2028-10-27T00:00:00Z
            # Days later and earlier than it says
            AAA0BBB,M2.5.0/49,M11.1.0/-47      | 2028-02-29T01:00:00Z | 2028-11-03T00:00:00Z
            # As the C library has it where there are no dates
            EST5EDT                            | 2027-03-14T07:00:00Z | 2027-11-07T06:00:00Z
            """)
    void changesTwiceAYear(String text, Instant first, Instant second) {
        ZoneRules rules = PosixZone.parse(text).rules();
        Instant newYear = first.atOffset(ZoneOffset.UTC).withDayOfYear(1).toInstant();

        Instant one = rules.nextTransition(newYear).getInstant();

        assertThat(List.of(one, rules.nextTransition(one).getInstant())).containsExactly(first, second);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UTC0                 | Z
            <-03>3               | -03:00
            EST5EDT4,0/0,J365/25 | -04:00
            AAA-5:30BBB-5:30     | +05:30
            """)
    void oneOffsetAllTheYear(String zone, String expected) {
        ZoneRules rules = PosixZone.parse(zone).rules();

        assertThat(Stream.of(1, 100, 200, 300, 365)
                        .map(day -> rules.getOffset(
                                Instant.parse("2027-01-01T12:00:00Z").plusSeconds(day * 86_400L)))
                        .map(ZoneOffset::getId)
                        .distinct())
                .containsExactly(expected);
        assertThat(rules.nextTransition(Instant.parse("2027-01-01T12:00:00Z"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Europe/Berlin",
                "CE-1",
                "CET",
                "CET-1CEST,M13.5.0,M10.5.0",
                "CET-1CEST,M3.6.0,M10.5.0",
                "CET-1CEST,M3.5.7,M10.5.0",
                "CET-1CEST,M3.5.0",
                "CET-1CEST,J0,J5",
                "CET-1CEST,366,5",
                "CET-168",
                "CET-1:60",
                "CET-19",
                "CET-1CEST,M3.5.0/168,M10.5.0",
                "CET-1CEST,M3.5.0,M10.5.0,M1.1.1"
            })
    void whatIsNoPosixZoneIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TzifReader.read(withFooter(text)));
    }

    private static byte[] withFooter(String text) {
        // An empty footer is a file that says nothing of the future: another word that is none either.
        return new TzifFile(2, new long[] {}, new int[] {}, new int[] {0}, text.isEmpty() ? "-" : text).bytes();
    }

    @Test
    void aTextOfAnyLengthIsRefusedAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> PosixZone.parse("A".repeat(1_000_000) + "1"));
    }
}
