/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.CronDialect;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronDialectTest {
    private static final CronDialect DAY_OR = CronDialect.RQ_SCHEDULER.withDayOr(true);
    private static final CronDialect SECONDS = CronDialect.RQ_SCHEDULER.withSeconds(true);

    /** 2026-11-13 is a Friday, 2026-11-20 is one, 2026-12-13 is a Sunday, 2026-11-30 is a Monday. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # expression    | date       | both  | either
            0 0 13 * fri    | 2026-11-13 | true  | true
            0 0 13 * fri    | 2026-11-20 | false | true
            0 0 13 * fri    | 2026-12-13 | false | true
            0 0 13 * fri    | 2026-11-30 | false | false
            0 0 13 11 fri   | 2026-12-13 | false | false
            0 0 * * fri     | 2026-11-13 | true  | true
            0 0 * * fri     | 2026-12-13 | false | false
            0 0 ? * fri     | 2026-12-13 | false | false
            0 0 13 * *      | 2026-11-20 | false | false
            0 0 13 * ?      | 2026-11-20 | false | false
            0 0 */2 * fri   | 2026-11-20 | false | false
            0 0 */2 * fri   | 2026-11-13 | true  | true
            0 0 1-31 * fri  | 2026-11-30 | false | true
            0 0 L * fri     | 2026-11-30 | false | true
            0 0 L * fri     | 2026-11-20 | false | true
            0 0 13 * L1     | 2026-11-30 | false | true
            """)
    void eitherDayOrBoth(String expression, String date, boolean both, boolean either) {
        LocalDateTime midnight = LocalDateTime.parse(date + "T00:00:00");

        assertThat(CronExpression.parse(expression).matches(midnight)).isEqualTo(both);
        assertThat(CronExpression.parse(expression, DAY_OR).matches(midnight)).isEqualTo(either);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5 4 3 2 *        | 0 5 4 3 2 * *
            6 5 4 3 2 *      | 6 5 4 3 2 * *
            6 5 4 3 2 * 2026 | 6 5 4 3 2 * 2026
            @daily           | 0 0 0 * * * *
            """)
    void sixFieldsMayBeginWithTheSecond(String expression, String full) {
        assertThat(CronExpression.parse(expression, SECONDS).pattern())
                .isEqualTo(CronExpression.parse(full).pattern());
    }

    @Test
    void errorsSpeakOfTheDialect() {
        assertThatThrownBy(() -> CronExpression.parse("* * * *", SECONDS))
                .hasMessageContaining("6 (second before) or 7");
        assertThatThrownBy(() -> CronExpression.parse("* * * *")).hasMessageContaining("6 (and year) or 7");
        assertThatThrownBy(() -> CronExpression.parse("0 0 0 * * * 5", SECONDS))
                .hasMessageEndingWith("at character 13 (year): 5 is not between 1970 and 2099");
        assertThatThrownBy(() -> CronExpression.parse("60 0 0 * * *", SECONDS)).hasMessageContaining("(second): 60");
    }

    @Test
    void equalityIsOfTextAndDialect() {
        String text = "0 0 13 * 5";

        assertThat(CronExpression.parse(text, DAY_OR))
                .isEqualTo(CronExpression.parse(text, DAY_OR))
                .hasSameHashCodeAs(CronExpression.parse(text, DAY_OR))
                .isNotEqualTo(CronExpression.parse(text))
                .hasToString(text);
        assertThat(CronExpression.parse(text, CronDialect.RQ_SCHEDULER)).isEqualTo(CronExpression.parse(text));
        assertThat(CronExpression.parse(text, SECONDS).dialect()).isEqualTo(SECONDS);
    }
}
