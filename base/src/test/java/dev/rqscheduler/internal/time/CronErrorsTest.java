/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rqscheduler.api.CronSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the finger points, and what it says. */
class CronErrorsTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            # expression             | position | reason
            60 * * * *               | 0        | 60 is not between 0 and 59
            */60 * * * *             | 2        | step 60 is larger than 59
            */0 * * * *              | 2        | step 0 leads nowhere
            */a * * * *              | 2        | "a step must be a whole number, but ""a"" is not"
            */+5 * * * *             | 2        | "a step must be a whole number, but ""+5"" is not"
            */1_0 * * * *            | 2        | a step must be a whole number
            */ * * * *               | 2        | a step must be a whole number
            */5/2 * * * *            | 2        | a step must be a whole number
            50/10 * * * *            | 3        | the first step leads from 50 to 60, past 59; write 50 alone
            * 5,22-2 * * *           | 4        | the range runs backwards
            * * * nov-feb *          | 6        | the range runs backwards
            * 1-2-3 * * *            | 4        | "2-3"" is not a valid hour"
            5- * * * *               | 2        | a number is missing
            -1 * * * *               | 0        | a number is missing
            1,,2 * * * *             | 2        | there is nothing before the comma
            1, * * * *               | 2        | there is nothing after the comma
            * * 0 * *                | 4        | 0 is not between 1 and 31
            * * * 13 *               | 6        | 13 is not between 1 and 12
            * * * 1,foo *            | 8        | "the names are jan feb mar"
            * * * * 8                | 8        | 8 is not between 0 and 7
            * * * * monday           | 8        | "the names are sun mon tue"
            * * * * 7/2              | 8        | no step can start at 7
            * * * * 99999999999999   | 8        | is not between 0 and 7
            * * * * 5#2              | 8        | "5#2"" is not a valid day"
            * * * * Lfri             | 9        | L5, L3-5
            * * * * L8               | 9        | takes a digit 0 to 7
            * * * * L                | 9        | takes a digit 0 to 7
            * * L-3 * *              | 4        | L stands alone in the day-of-month field
            * * * L *                | 6        | L stands alone in the day-of-month field
            * * 15W * *              | 4        | "15W"" is not a valid day"
            * * Z8 * *               | 5        | takes a digit 0 to 7
            * * Z0-0 * *             | 5        | from the smaller to the larger
            * * Z3-1 * *             | 5        | from the smaller to the larger
            * * * * Z1               | 8        | Z is only valid in the day-of-month field
            * ? * * *                | 2        | ? stands alone
            * * ?/2 * *              | 4        | ? stands alone
            0 */5 * * * ?            | 12       | the sixth of six fields is the year
            0 0 12 * * 1-5           | 11       | the sixth of six fields is the year
            0 0 12 * * MON-FRI       | 11       | the sixth of six fields is the year
            * * * * * 1969           | 10       | 1969 is not between 1970 and 2099
            * * * *                  | 7        | it has 4 fields, but needs 5
            *                        | 1        | it has 1 field, but needs 5
            ""                       | 0        | it is empty, but needs 5
            * * * * * * * *          | 14       | it has 8 fields, but needs 5
            @midnight                | 0        | the aliases are @yearly
            " @daily"                | 1        | without surrounding spaces
            """)
    void pointsAtTheOffendingCharacter(String expression, int position, String reason) {
        var error = catchThrowableOfType(CronSyntaxException.class, () -> CronExpression.parse(expression));

        assertThat(error).as("an error for " + expression).isNotNull();
        assertThat(error.reason()).contains(reason);
        assertThat(error.position()).isEqualTo(position);
    }

    @Test
    void messageIsOneLineWithFieldAndPlaceCountedFromOne() {
        var error = catchThrowableOfType(CronSyntaxException.class, () -> CronExpression.parse("*/60 * * * *"));

        assertThat(error)
                .hasMessage("bad cron expression \"*/60 * * * *\" at character 3 (minute): step 60 is larger than 59");
    }

    @Test
    void messageCannotForgeALogLine() {
        var error = catchThrowableOfType(
                CronSyntaxException.class, () -> CronExpression.parse("* * * *\n2026 INFO all is well \u001b[2J"));

        assertThat(error.getMessage()).contains("* * * *\\u000a2026 INFO").doesNotContain("\n", "\u001b");
    }

    @Test
    void lengthIsLimitedAndTheMessageSaysSo() {
        String fits = "* ".repeat(4) + "*" + " ".repeat(CronExpression.LONGEST - 9);
        assertThat(CronExpression.parse(fits).text()).hasSize(512);

        var error = catchThrowableOfType(CronSyntaxException.class, () -> CronExpression.parse(fits + " "));
        assertThat(error.reason()).isEqualTo("it has 513 characters, the limit is 512");
        assertThat(error.position()).isEqualTo(512);
    }
}
