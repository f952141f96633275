/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-23T10:00:00Z                       | 2026-11-23T10:00:00Z
            2026-11-23t10:00:00z                       | 2026-11-23T10:00:00Z
            2026-11-23 10:00Z                          | 2026-11-23T10:00:00Z
            2026-11-23 10:00 Z                         | 2026-11-23T10:00:00Z
            2026-11-23T10:00:00+01:00                  | 2026-11-23T09:00:00Z
            2026-11-23T10:00:00.123456+0100            | 2026-11-23T09:00:00.123456Z
            2026-11-23T10:00-03                        | 2026-11-23T13:00:00Z
            2026-11-23T10:00+05:45:10                  | 2026-11-23T04:14:50Z
            2026-11-23T10:00[Europe/Berlin]            | 2026-11-23T09:00:00Z
            2026-11-23 10:00 [Europe/Berlin]           | 2026-11-23T09:00:00Z
            2026-11-23T10:00+01:00[Europe/Berlin]      | 2026-11-23T09:00:00Z
            2026-11-23T10:00Z[Europe/Berlin]           | 2026-11-23T10:00:00Z
            2026-10-25T02:30+02:00[Europe/Berlin]      | 2026-10-25T00:30:00Z
            2026-10-25T02:30+01:00[Europe/Berlin]      | 2026-10-25T01:30:00Z
            1970-01-01T00:00Z                          | 1970-01-01T00:00:00Z
            9999-12-31T23:59:59.999999999Z             | 9999-12-31T23:59:59.999999999Z
            0                                          | 1970-01-01T00:00:00Z
            1768480496                                 | 2026-01-15T12:34:56Z
            1768480496.25                              | 2026-01-15T12:34:56.250Z
            1768480496.1234567                         | 2026-01-15T12:34:56.123456700Z
            253402300799.999999999                     | 9999-12-31T23:59:59.999999999Z
            """)
    void parses(String text, Instant expected) {
        assertThat(Times.parse(text)).isEqualTo(expected);
        assertThat(Times.parse("  " + text + "\n")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-23T10:00:00                   | the zone is missing; add Z (for UTC), an offset such as +01:00, or a zone
            2026-11-23                            | the time of day and the zone are missing; use a form such as 2026-11-23T10:00:00Z
            tomorrow                              | it is neither ISO-8601 nor seconds since 1970; use a form such as
            ''                                    | it is neither ISO-8601 nor seconds since 1970
            2026-11-23T10:00:00.1234567890Z       | it is neither ISO-8601
            12026-11-23T10:00Z                    | it is neither ISO-8601
            2026-02-30T10:00Z                     | there is no such date, time of day or offset
            2026-11-23T25:00Z                     | there is no such date, time of day or offset
            2026-11-23T10:00:60Z                  | there is no such date, time of day or offset
            2026-11-23T10:00+19:00                | there is no such date, time of day or offset
            1969-12-31T23:59:59Z                  | it is not between the years 1970 and 9999 (UTC)
            9999-12-31T23:00-02:00                | it is not between the years 1970 and 9999 (UTC)
            2026-03-29T02:30[Europe/Berlin]       | the clocks of Europe/Berlin skip this time
            2026-10-25T02:30[Europe/Berlin]       | show this time twice; add the offset, +02:00 or +01:00
            2026-11-23T10:00+02:00[Europe/Berlin] | Europe/Berlin is at +01:00 at that time
            1768480496000                         | it is after the year 9999; is it in milliseconds?
            -1                                    | it is before 1970
            1768480496.12345678901                | it is finer than a nanosecond
            """)
    void refusesInOneLineThatSaysWhatToWrite(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Times.parse(text))
                .withMessageStartingWith("bad time \"" + text + "\": ")
                .withMessageContaining(reason);
    }

    @Test
    void anUnknownZoneIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Times.parse("2026-11-23T10:00[Europe/Berln]"))
                .withMessage("bad time zone \"Europe/Berln\": there is no such zone; did you mean Europe/Berlin?");
    }

    @Test
    void readsWhatJavaWritesAndNothingButItsOwnErrorEscapes() {
        long seed = 10_00;
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var instant = Instant.ofEpochSecond(random.nextLong(253_402_300_800L), random.nextInt(1_000_000_000));
            assertThat(Times.parse(instant.toString()))
                    .as("seed %d case %d", seed, i)
                    .isEqualTo(instant);

            var text = new StringBuilder(instant.toString());
            text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(random.nextBoolean() ? 128 : 65536));
            try {
                Times.parse(text.toString());
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage())
                        .as("seed %d case %d", seed, i)
                        .startsWith("bad time")
                        .doesNotContain("\n");
            }
        }
    }
}
