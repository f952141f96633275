/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "10s, PT10S",
        "5m, PT5M",
        "2h, PT2H",
        "1d, PT24H",
        "1w, PT168H",
        "1h30m, PT1H30M",
        "1h 30m, PT1H30M",
        "' 1 d 2h ', PT26H",
        "1.5s, PT1.5S",
        "0.5h, PT30M",
        "1s500ms, PT1.5S",
        "0.000001ms, PT0.000000001S",
        "0s, PT0S",
        "PT5M, PT5M",
        "pt5m, PT5M",
        "P1DT2H, PT26H",
        "PT0.25S, PT0.25S",
        "3652059d, PT87649416H"
    })
    void parses(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
        assertThat(Durations.parseSeconds(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"60, PT60S", "0.5, PT0.5S", "0, PT0S", "' 1.25 ', PT1.25S"})
    void aPlainNumberIsSecondsOnlyIfAskedFor(String text, Duration expected) {
        assertThat(Durations.parseSeconds(text)).isEqualTo(expected);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessageContaining("a unit is missing (did you mean " + text.strip() + "s?)");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", delimiter = '|', textBlock = """
            ''                     | it is not a duration
            five minutes           | it is not a duration
            5 minutes              | it is not a duration
            5M                     | it is not a duration
            5m!                    | it is not a duration
            -5m                    | it is negative
            PT-5M                  | it is negative
            P5M                    | it is not ISO-8601
            30m1h                  | units must go from largest to smallest, each once
            1m1m                   | units must go from largest to smallest, each once
            1e3s                   | it is not a duration
            .5s                    | it is not a duration
            0.0000000001s          | it is finer than a nanosecond
            3652060d               | it is longer than 3652059 days
            99999999999999999999d  | it is longer than 3652059 days
            PT99999999999999999H   | it is not ISO-8601
            PT9999999999H          | it is longer than 3652059 days
            """)
    void refusesInOneLineThatSaysWhatIsAccepted(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parseSeconds(text))
                .withMessage("bad duration \"" + text + "\": " + reason
                        + "; use a form such as 500ms, 10s, 1.5s, 5m, 1h30m, 2d, 1w or PT5M");
    }

    @Test
    void lengthOfTheTextIsLimited() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse("1".repeat(100_000) + "s"))
                .withMessageContaining("it has more than 64 characters")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(250));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT1.5S, 1.5s",
        "PT0.25S, 250ms",
        "PT0.0015S, 1.5ms",
        "PT0.000000001S, 0.000001ms",
        "PT90M, 1h30m",
        "PT24H, 1d",
        "PT86461.5S, 1d1m1.5s",
        "PT-5M, -5m",
        "PT-0.5S, -500ms"
    })
    void formats(Duration duration, String expected) {
        assertThat(Durations.format(duration)).isEqualTo(expected);
    }

    @Test
    void whatIsFormattedIsReadBack() {
        long seed = 1_30;
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var duration =
                    Duration.ofSeconds(random.nextLong(1L << random.nextInt(1, 38)), random.nextInt(1_000_000_000));
            assertThat(Durations.parse(Durations.format(duration)))
                    .as("seed %d case %d", seed, i)
                    .isEqualTo(duration);
        }
        assertThat(Durations.parse(Durations.format(Durations.LONGEST))).isEqualTo(Durations.LONGEST);
        assertThat(Durations.format(Duration.ofSeconds(Long.MIN_VALUE))).isNotBlank();
        assertThat(Durations.format(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)))
                .isEqualTo("106751991167300d15h30m7.999999999s");
    }
}
