/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.WireFormatException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-15T12:34:56.789012Z, 2026-01-15T12:34:56.789012Z",
        "2026-01-15T12:34:56Z, 2026-01-15T12:34:56.000000Z",
        "2026-01-15T12:34:56.999999999Z, 2026-01-15T12:34:56.999999Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00.000000Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999Z",
    })
    void alwaysSixDigitsAndNeverRoundedUp(Instant instant, String text) {
        assertThat(Timestamps.format(instant)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-15T12:34:56.789012Z, 2026-01-15T12:34:56.789012Z",
        "2026-01-15T12:34:56.7Z, 2026-01-15T12:34:56.700Z",
        "2026-01-15T12:34:56.00012Z, 2026-01-15T12:34:56.000120Z",
        "2026-01-15T12:34:56Z, 2026-01-15T12:34:56Z",
    })
    void oneToSixDigitsOrNoneAreRead(String text, Instant instant) {
        assertThat(Timestamps.parse(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-15T12:34:56.7890123Z",
                "2026-01-15T12:34:56.Z",
                "2026-01-15T12:34:56.789012",
                "2026-01-15T12:34:56.789012+00:00",
                "2026-01-15 12:34:56Z",
                "2026-02-29T12:34:56Z",
                "2026-01-15T24:00:00Z",
                "2026-01-15T12:34:60Z",
                "0000-01-01T00:00:00Z",
                "10000-01-01T00:00:00Z",
                "2026-01-15T12:34:56.789012z",
                "\u0662026-01-15T12:34:56Z",
            })
    void whatWouldStopAPythonSchedulerIsRefused(String text) {
        assertThatThrownBy(() -> Timestamps.parse(text))
                .isInstanceOf(WireFormatException.class)
                .hasMessageStartingWith("not a timestamp as RQ writes it (YYYY-MM-DDTHH:MM:SS.ffffffZ): ");
    }

    @Test
    void yearsThatPythonCannotHoldAreRefused() {
        assertThatThrownBy(() -> Timestamps.format(Instant.parse("+10000-01-01T00:00:00Z")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10000");
        assertThatThrownBy(() -> Timestamps.format(Instant.MIN)).isInstanceOf(IllegalArgumentException.class);
    }
}
