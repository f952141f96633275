/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.RepeatedHour;
import dev.rqscheduler.api.Zone;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {
    private static final Instant NOW = Instant.parse("2026-01-15T12:34:56Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 0 13 * fri          | 2026-02-13T00:00:00Z
            0 0 * * L5            | 2026-01-30T00:00:00Z
            0 0 L 2 *             | 2026-02-28T00:00:00Z
            0 0 Z1,15 * *         | 2026-01-30T00:00:00Z
            0 0 15,Z1 * *         | 2026-01-30T00:00:00Z
            0 0 L,Z1 * *          | 2026-01-30T00:00:00Z
            0 0 Z3-7 * *          | 2026-01-24T00:00:00Z
            0 0 * * sat-sun       | 2026-01-17T00:00:00Z
            0 0 * * 0-0           | 2026-01-16T00:00:00Z
            0 0 29 2 *            | 2028-02-29T00:00:00Z
            0 0 29 2 mon          | 2044-02-29T00:00:00Z
            0 0 1 1 * 2099        | 2099-01-01T00:00:00Z
            59 59 23 31 12 * 2099 | 2099-12-31T23:59:59Z
            */15 * * * * * *      | 2026-01-15T12:35:00Z
            """)
    void nextRun(String expression, Instant next) {
        assertThat(CronExpression.parse(expression).nextAfter(NOW, Zone.UTC)).contains(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 2,4,6,9,11 *", "0 0 * * L5-3", "* * * * * 1970-2025"})
    void noneUpTo2099(String expression) {
        var cron = CronExpression.parse(expression);

        assertThat(cron.nextAfter(NOW, Zone.of(ZoneId.of("Europe/Berlin")))).isEmpty();
        assertThat(cron.nextAfter(NOW, Zone.of(ZoneId.of("Europe/Berlin")), RepeatedHour.WILDCARDS_TWICE))
                .isEmpty();
    }

    @Test
    void anyInstantIsAPossibleNow() {
        var cron = CronExpression.parse("* * * * *");

        assertThat(cron.nextAfter(Instant.MIN, Zone.UTC)).contains(Instant.EPOCH);
        assertThat(cron.nextAfter(Instant.MIN, Zone.of(ZoneOffset.MAX)))
                .contains(Instant.parse("1969-12-31T06:00:00Z"));
        assertThat(cron.nextAfter(Instant.MAX, Zone.UTC)).isEmpty();
        assertThat(cron.nextAfter(Instant.parse("2099-12-31T23:58:59.5Z"), Zone.UTC))
                .contains(Instant.parse("2099-12-31T23:59:00Z"));
        assertThat(cron.nextAfter(Instant.parse("2099-12-31T23:59:00Z"), Zone.UTC))
                .isEmpty();
        assertThat(cron.nextAfter(Instant.parse("2100-01-01T17:58:30Z"), Zone.of(ZoneOffset.MIN)))
                .contains(Instant.parse("2100-01-01T17:59:00Z"));
    }

    @Test
    void strictlyAfterNowToTheNanosecond() {
        var cron = CronExpression.parse("0 12 * * *");

        assertThat(cron.nextAfter(Instant.parse("2026-01-15T11:59:59.999999999Z"), Zone.UTC))
                .contains(Instant.parse("2026-01-15T12:00:00Z"));
        assertThat(cron.nextAfter(Instant.parse("2026-01-15T12:00:00Z"), Zone.UTC))
                .contains(Instant.parse("2026-01-16T12:00:00Z"));
        assertThat(cron.nextAfter(Instant.parse("2026-01-15T12:00:00.000000001Z"), Zone.UTC))
                .contains(Instant.parse("2026-01-16T12:00:00Z"));
    }

    @Test
    void matchesWholeSecondsOfTheWallClock() {
        var cron = CronExpression.parse("30 2 * * sun");

        assertThat(cron.matches(LocalDateTime.parse("2026-01-18T02:30:00"))).isTrue();
        assertThat(cron.matches(LocalDateTime.parse("2026-01-18T02:30:00.9"))).isTrue();
        assertThat(cron.matches(LocalDateTime.parse("2026-01-18T02:30:01"))).isFalse();
        assertThat(cron.matches(LocalDateTime.parse("2026-01-19T02:30:00"))).isFalse();
        assertThat(CronExpression.parse("* * * * *").matches(LocalDateTime.MIN)).isFalse();
        assertThat(CronExpression.parse("* * * * *").matches(LocalDateTime.MAX.withSecond(0)))
                .isFalse();
    }

    @Test
    void keepsTheTextAsGiven() {
        var cron = CronExpression.parse(" 0  9 * * MON-FRI ");

        assertThat(cron.text()).isEqualTo(" 0  9 * * MON-FRI ");
        assertThat(cron).hasToString(cron.text());
        assertThat(cron)
                .isEqualTo(CronExpression.parse(" 0  9 * * MON-FRI "))
                .hasSameHashCodeAs(CronExpression.parse(cron.text()));
        assertThat(cron).isNotEqualTo(CronExpression.parse("0 9 * * MON-FRI"));
    }

    @Test
    void blanksAreThoseOfPython() {
        assertThat(CronExpression.parse("\u00a00\t9\u2003*\u001c*\u0085*\n").nextAfter(NOW, Zone.UTC))
                .contains(Instant.parse("2026-01-16T09:00:00Z"));
    }
}
