/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedRateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # due                  | interval | now                      | next
            2026-01-15T10:00:00Z   | PT60S    | 2026-01-15T10:00:10.4Z   | 2026-01-15T10:01:00Z
            2026-01-15T10:00:00Z   | PT60S    | 2026-01-15T10:00:00Z     | 2026-01-15T10:01:00Z
            2026-01-15T10:00:00Z   | PT60S    | 2026-01-15T10:00:59.999Z | 2026-01-15T10:01:00Z
            2026-01-15T10:00:00Z   | PT60S    | 2026-01-15T10:01:00Z     | 2026-01-15T10:02:00Z
            2026-01-15T10:00:00Z   | PT60S    | 2026-01-15T13:30:30Z     | 2026-01-15T13:31:00Z
            2026-01-15T10:00:00Z   | PT60S    | 2026-01-15T09:00:00Z     | 2026-01-15T10:01:00Z
            2026-01-15T10:00:00.5Z | PT0.3S   | 2026-01-15T10:00:01Z     | 2026-01-15T10:00:01.1Z
            1970-01-01T00:00:00Z   | PT7S     | 2026-01-15T10:00:00Z     | 2026-01-15T10:00:01Z
            """)
    void keepsThePhaseAndIsAfterNow(Instant due, Duration interval, Instant now, Instant next) {
        assertThat(FixedRate.nextAfter(due, interval, now)).isEqualTo(next);
    }

    @Test
    void sameAsCountingUpOneByOne() {
        long seed = 8_2_2026;
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var due = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            var interval = Duration.ofNanos(1 + random.nextLong(1L << (1 + random.nextInt(62))));
            var now = due.plusNanos((long) (interval.toNanos() * (random.nextDouble() * 20 - 2)));

            Instant expected = due.plus(interval);
            while (!expected.isAfter(now)) {
                expected = expected.plus(interval);
            }
            assertThat(FixedRate.nextAfter(due, interval, now))
                    .as("seed %d case %d: %s + k * %s after %s", seed, i, due, interval, now)
                    .isEqualTo(expected);
        }
    }

    /** Within some 285 years numbers are taken as they are, beyond that with as many digits as it takes. */
    @Test
    void bothWaysAgreeWhereTheyMeet() {
        for (long years = 280; years <= 295; years++) {
            for (Duration interval :
                    new Duration[] {Duration.ofNanos(1), Duration.ofHours(7), Duration.ofDays(365 * 288)}) {
                Duration since = Duration.ofDays(365 * years).plusNanos(123_456_789);
                Duration left = FixedRate.untilBeat(since, interval);
                assertThat(left).isPositive().isLessThanOrEqualTo(interval);
                assertThat(FixedRate.untilBeat(since.plus(interval), interval)).isEqualTo(left);
                assertThat(FixedRate.untilBeat(since.minus(interval), interval)).isEqualTo(left);
                assertThat(FixedRate.untilBeat(since.plus(left), interval)).isEqualTo(interval);
                assertThat(FixedRate.untilBeat(since.negated().minus(left), interval))
                        .isEqualTo(FixedRate.untilBeat(since.plus(left).negated(), interval));
            }
        }
    }

    @Test
    void doesNotOverflow() {
        Instant now = Instant.parse("2026-01-15T10:00:00Z");

        assertThat(FixedRate.nextAfter(Instant.MIN, Duration.ofNanos(1), now)).isEqualTo(now.plusNanos(1));
        assertThat(FixedRate.nextAfter(Instant.MIN, Duration.ofSeconds(1), now)).isEqualTo(now.plusSeconds(1));
        assertThat(FixedRate.nextAfter(now, Duration.ofSeconds(Long.MAX_VALUE), now))
                .isEqualTo(Instant.MAX);
        assertThat(FixedRate.nextAfter(now, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), Instant.MIN))
                .isEqualTo(Instant.MAX);
        assertThat(FixedRate.nextAfter(Instant.MIN, Duration.ofSeconds(Long.MAX_VALUE), Instant.MAX))
                .isEqualTo(Instant.MAX);
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0s", "PT-5M,-5m"})
    void intervalHasToBeMoreThanZero(Duration interval, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FixedRate.nextAfter(Instant.EPOCH, interval, Instant.EPOCH))
                .withMessage("interval must be more than zero, not " + named);
    }
}
