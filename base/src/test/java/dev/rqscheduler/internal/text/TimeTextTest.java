/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void utcToTheMillisecondWhereThereAreAny() {
        assertThat(TimeText.utc(NOW)).isEqualTo("2026-11-23 10:00:00Z");
        assertThat(TimeText.utc(NOW.plusNanos(999_999))).isEqualTo("2026-11-23 10:00:00Z");
        assertThat(TimeText.utc(NOW.plusMillis(5))).isEqualTo("2026-11-23 10:00:00.005Z");
    }

    @Test
    void scoresBeyondAnyCalendarAreShownToo() {
        assertThat(TimeText.utc(Instant.MAX)).isEqualTo("inf");
        assertThat(TimeText.utc(Instant.MIN)).isEqualTo("-inf");
        assertThat(TimeText.seconds(Instant.MAX)).isEqualTo("inf");
        assertThat(TimeText.seconds(Instant.MIN)).isEqualTo("-inf");
        assertThat(TimeText.relative(Instant.MAX, NOW)).isEqualTo("in over 9,999 years");
        assertThat(TimeText.relative(Instant.MIN, NOW)).isEqualTo("over 9,999 years ago");
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
        assertThat(TimeText.relative(NOW.plus(java.time.Duration.parse(distance)), NOW))
                .isEqualTo(words);
    }

    @Test
    void timesOfLists_areFollowedByTheDistance() {
        assertThat(TimeText.utcAndRelative(NOW.plusMillis(300_005), NOW))
                .isEqualTo("2026-11-23 10:05:00.005Z  (in 5m)");
        assertThat(TimeText.secondsAndRelative(NOW.minusSeconds(90), NOW))
                .isEqualTo("2026-11-23 09:58:30Z (1m30s ago)");
    }

    @Test
    void aNearTime_isShownWithoutItsDate() {
        assertThat(TimeText.near(NOW.plusSeconds(19 * 3_600), NOW)).isEqualTo("05:00:00");
        assertThat(TimeText.near(NOW.plusSeconds(21 * 3_600), NOW)).isEqualTo("2026-11-24");
    }
}
