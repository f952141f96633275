/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoresTest {

    @ParameterizedTest
    @CsvSource({
        "1795717296, 2026-11-26T18:21:36Z",
        "0, 1970-01-01T00:00:00Z",
        "-1, 1969-12-31T23:59:59Z",
        "1795717296.25, 2026-11-26T18:21:36.250Z",
        "1795717296.0000005, 2026-11-26T18:21:36Z",
        "1795717296.0000015, 2026-11-26T18:21:36.000002Z",
        "1.795717296e9, 2026-11-26T18:21:36Z",
        "99999999999, 5138-11-16T09:46:39Z",
        "253402300799, 9999-12-31T23:59:59Z"
    })
    void readsScores(String score, Instant due) {
        assertThat(Scores.instant(score)).isEqualTo(due);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inf", "1e300", "99999999999999999"})
    void whatIsBeyondTheCalendarIsItsEnd(String score) {
        assertThat(Scores.instant(score)).isEqualTo(Instant.MAX);
        assertThat(Scores.instant("-" + score)).isEqualTo(Instant.MIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "12 ", "1,5"})
    void whatIsNoNumberIsRefused(String score) {
        assertThatThrownBy(() -> Scores.instant(score)).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> Scores.ofMicros(score)).isInstanceOf(NumberFormatException.class);
    }

    /** Usual numbers take a shorter way than absurd ones: both are to agree with arithmetic without bounds. */
    @Test
    void agreesWithArithmeticWithoutBounds() {
        long seed = 26_11_2026;
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            long seconds = random.nextLong() >> (8 + random.nextInt(50));
            if (Math.abs(seconds) > Instant.MAX.getEpochSecond()) {
                continue;
            }
            int micros = random.nextInt(1_000_000);
            Instant instant = Instant.ofEpochSecond(seconds, micros * 1_000L + random.nextInt(1_000));
            BigDecimal exact = BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(micros, 6));
            String inMicros = exact.movePointRight(6)
                    .setScale(0, RoundingMode.UNNECESSARY)
                    .toPlainString();
            String what = "seed " + seed + ", case " + i + ", " + instant;

            assertThat(Scores.micros(instant)).as(what).isEqualTo(inMicros);
            assertThat(Scores.ofMicros(inMicros)).as(what).isEqualTo(Instant.ofEpochSecond(seconds, micros * 1_000L));
            assertThat(new BigDecimal(Scores.text(instant))).as(what).isEqualByComparingTo(exact);
            assertThat(Scores.instant(Scores.text(instant)))
                    .as(what)
                    .isEqualTo(Instant.ofEpochSecond(seconds, micros * 1_000L));
        }
    }
}
