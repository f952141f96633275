/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointInTimeTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void utcToTheMillisecondWhereThereAreAny() {
        assertThat(PointInTime.utc(NOW)).isEqualTo("2026-11-23 10:00:00Z");
        assertThat(PointInTime.utc(NOW.plusNanos(999_999))).isEqualTo("2026-11-23 10:00:00Z");
        assertThat(PointInTime.utc(NOW.plusMillis(5))).isEqualTo("2026-11-23 10:00:00.005Z");
    }

    @Test
    void scoresBeyondAnyCalendarAreShownToo() {
        assertThat(PointInTime.utc(Instant.MAX)).isEqualTo("inf");
        assertThat(PointInTime.utc(Instant.MIN)).isEqualTo("-inf");
        assertThat(PointInTime.relative(Instant.MAX, NOW)).isEqualTo("in over 9,999 years");
        assertThat(PointInTime.relative(Instant.MIN, NOW)).isEqualTo("over 9,999 years ago");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,in 0s",
        "PT0.5S,in 500ms",
        "PT5.25S,in 5.25s",
        "PT59.9S,in 59s",
        "PT5M,in 5m",
        "PT1H30M59S,in 1h30m",
        "P2DT3H59M,in 2d3h",
        "-PT5M,5m ago",
        "-P400D,400d ago"
    })
    void relativeInTheLargestUnits(String distance, String words) {
        assertThat(PointInTime.relative(NOW.plus(java.time.Duration.parse(distance)), NOW))
                .isEqualTo(words);
    }
}
