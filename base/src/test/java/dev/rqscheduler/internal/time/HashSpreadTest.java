/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.CronDialect;
import dev.rqscheduler.api.CronSyntaxException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashSpreadTest {
    private static final CronDialect SECONDS = CronDialect.RQ_SCHEDULER.withSeconds(true);

    /** These were taken down once. If one of them has to change, so do the run times of everybody's schedules. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            H * * * *           | report         | 19 * * * *
            H H * * *           | report         | 19 13 * * *
            H H * * *           | clean up       | 57 5 * * *
            H/15 * * * *        | report         | 4-59/15 * * * *
            h(0-29) * * * *     | report         | 19 * * * *
            H(0-29)/10 * * * *  | report         | 9-29/10 * * * *
            H(5-5) 2 * * *      | report         | 5 2 * * *
            H/45 * * * *        | report         | 19 * * * *
            H H H H H           | report         | 19 13 1 1 3
            H H H/7 * *         | report         | 19 13 1-28/7 * *
            H H H(1-31) * *     | report         | 19 13 13 * *
            0,H 9-17 * * 1-5    | report         | 0,19 9-17 * * 1-5
            H H H H H H 2026    | report         | 46 19 13 1 1 3 2026
            0 3 * * thu         | report         | 0 3 * * thu
            @daily              | report         | @daily
            '0  H	* * * '      | report         | '0  13\t* * * '
            H H * * *           | Größe € ✓ | 13 2 * * *
            H H * * *           | ''             | 13 21 * * *
            """)
    void neverChanges(String expression, String name, String resolved) {
        assertThat(HashSpread.resolve(expression, name, CronDialect.RQ_SCHEDULER))
                .isEqualTo(resolved);
        CronExpression.parse(resolved);
    }

    @Test
    void theDialectSaysWhichFieldIsWhich() {
        String seconds = HashSpread.resolve("H H H * * *", "report", SECONDS);

        assertThat(seconds)
                .isEqualTo(
                        HashSpread.resolve("H H H * * * *", "report", SECONDS).substring(0, seconds.length()));
        assertThat(seconds).endsWith(HashSpread.resolve("H H * * *", "report", SECONDS));
        assertThatThrownBy(() -> HashSpread.resolve("H H * * * H", "report", CronDialect.RQ_SCHEDULER))
                .isInstanceOf(CronSyntaxException.class)
                .hasMessageContaining("at character 11 (year): H is not allowed in the year");
    }

    @Test
    void everyMonthHasTheDay() {
        for (int i = 0; i < 1000; i++) {
            String resolved = HashSpread.resolve("0 0 H * *", "schedule-" + i, CronDialect.RQ_SCHEDULER);
            int day = Integer.parseInt(resolved.split(" ")[2]);
            assertThat(day).isBetween(1, 28);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"schedule-%d", "%d", "tenant %05d: report"})
    void tenThousandNamesAreSpreadEvenlyOverTheMinutes(String name) {
        int[] perMinute = new int[60];
        int[] perMinuteOfTheDay = new int[1440];
        for (int i = 0; i < 10_000; i++) {
            String[] fields = HashSpread.resolve("H H * * *", name.formatted(i), CronDialect.RQ_SCHEDULER)
                    .split(" ");
            int minute = Integer.parseInt(fields[0]);
            perMinute[minute]++;
            perMinuteOfTheDay[Integer.parseInt(fields[1]) * 60 + minute]++;
        }

        assertThat(IntStream.of(perMinute).max().orElseThrow()).isLessThanOrEqualTo(10_000 * 3 / 2 / 60);
        assertThat(IntStream.of(perMinute).min().orElseThrow()).isGreaterThanOrEqualTo(10_000 / 2 / 60);
        // Minute and hour do not hang together: 7 on average, 25 would be one in a million.
        assertThat(IntStream.of(perMinuteOfTheDay).max().orElseThrow()).isLessThan(25);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HH * * * *        | 1 (minute): H is written H, H/15
            0 H- * * *        | 3 (hour): H is written H, H/15
            0 H(1) * * *      | 3 (hour): H is written H, H/15
            H(jan-mar) * * * *| 1 (minute): H is written H, H/15
            H(0-60) * * * *   | 3 (minute): the range of H must go forward and lie between 0 and 59
            H(9-5) * * * *    | 3 (minute): the range of H must go forward
            H/0 * * * *       | 3 (minute): a step of H must be 1 to 60 here, not 0
            0 5,H/25 * * *    | 7 (hour): a step of H must be 1 to 24 here, not 25
            H(0-9)/11 * * * * | 8 (minute): a step of H must be 1 to 10 here, not 11
            """)
    void pointsAtTheOffendingCharacter(String expression, String message) {
        assertThatThrownBy(() -> HashSpread.resolve(expression, "report", CronDialect.RQ_SCHEDULER))
                .isInstanceOf(CronSyntaxException.class)
                .hasMessageContaining("at character " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "H", "H * * *", "* * * * * * * H"})
    void wrongNumbersOfFieldsAreLeftToTheParser(String expression) {
        assertThat(HashSpread.resolve(expression, "report", CronDialect.RQ_SCHEDULER))
                .isEqualTo(expression);
    }
}
