/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JitterTest {
    private static final Instant DUE = Instant.parse("2026-11-23T10:00:00Z");

    /** These were taken down once; two releases beside each other must agree. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            report,   2026-11-23T10:00:00Z,   PT30S, PT23.501920S
            report,   2026-11-23T10:01:00Z,   PT30S, PT5.948945S
            report,   2026-11-23T10:00:00.5Z, PT30S, PT23.068520S
            clean up, 2026-11-23T10:00:00Z,   PT30S, PT24.898297S
            report,   2026-11-23T10:00:00Z,   PT1H,  PT16M23.501920S
            """)
    void neverChanges(String name, Instant due, Duration most, Duration delay) {
        assertThat(Jitter.of(name, due, most)).isEqualTo(delay);
    }

    @Test
    void isLessThanTheBoundAndUsesAllOfIt() {
        var most = Duration.ofSeconds(10);
        int[] perSecond = new int[10];
        for (int i = 0; i < 10_000; i++) {
            Duration delay = Jitter.of("schedule-" + i, DUE, most);
            assertThat(delay).isGreaterThanOrEqualTo(Duration.ZERO).isLessThan(most);
            assertThat(delay.toNanosPart() % 1000).isZero();
            perSecond[(int) delay.toSeconds()]++;
        }
        assertThat(IntStream.of(perSecond)).allMatch(count -> count > 850 && count < 1150);
    }

    @Test
    void boundsAreExact() {
        var seen = new HashSet<Duration>();
        for (int i = 0; i < 100; i++) {
            seen.add(Jitter.of("schedule-" + i, DUE, Duration.ofNanos(2001)));
            assertThat(Jitter.of("schedule-" + i, DUE, Duration.ofNanos(1000))).isZero();
            assertThat(Jitter.of("schedule-" + i, DUE, Duration.ofNanos(1))).isZero();
            assertThat(Jitter.of("schedule-" + i, DUE, Duration.ZERO)).isZero();
        }
        assertThat(seen).containsExactlyInAnyOrder(Duration.ZERO, Duration.ofNanos(1000), Duration.ofNanos(2000));
        assertThat(Jitter.of("report", Instant.MAX, Durations.LONGEST)).isLessThan(Durations.LONGEST);
        assertThatThrownBy(() -> Jitter.of("report", DUE, Duration.ofMillis(-1)))
                .hasMessage("bad jitter -1ms: it must be from 0s to 3652059d");
        assertThatThrownBy(() -> Jitter.of("report", DUE, Durations.LONGEST.plusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
