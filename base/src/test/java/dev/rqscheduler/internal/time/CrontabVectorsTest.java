/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rqscheduler.api.CronSyntaxException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Agreement with Python's crontab 1.0.5 as rq-scheduler 0.14 calls it, row by row. */
class CrontabVectorsTest {
    private final CrontabVectors vectors = CrontabVectors.read();

    @Test
    void noRowIsLeftOut() {
        assertThat(vectors.rows()).hasSize(400);
        assertThat(vectors.noNext()).hasSize(7);
        assertThat(vectors.invalid()).hasSize(63);
        assertThat(vectors.rows().stream().filter(CrontabVectorsTest::isDefect)).hasSize(25);
    }

    @TestFactory
    Stream<DynamicTest> sameNextRunAsPython() {
        return vectors.rows().stream()
                .filter(row -> !isDefect(row))
                .map(row -> DynamicTest.dynamicTest(name(row), () -> {
                    var cron = CronExpression.parse(row.cron());
                    assertThat(cron.nextAfter(row.now(), row.zone())).contains(row.next());
                    assertThat(cron.matches(row.localNext())).isTrue();
                }));
    }

    /** Where Python's answer is a time that is over or an hour early. */
    @TestFactory
    Stream<DynamicTest> betterThanPythonAtClockChanges() {
        return vectors.rows().stream()
                .filter(CrontabVectorsTest::isDefect)
                .map(row -> DynamicTest.dynamicTest(name(row), () -> {
                    var cron = CronExpression.parse(row.cron());
                    Instant next = cron.nextAfter(row.now(), row.zone()).orElseThrow();

                    assertThat(next).isAfter(row.now());
                    if (row.is("gap")) {
                        // Python goes back by the length of the gap, the documented rule forward by it.
                        assertThat(next)
                                .isEqualTo(row.next().plus(gapAround(row).getDuration()));
                    } else {
                        // Python answers with the first pass of the repeated hour, which is over: the first match
                        // after the second pass is due.
                        var overlap =
                                row.zone().rules().previousTransition(row.now().plusSeconds(1));
                        LocalDateTime wall = overlap.getDateTimeBefore();
                        while (!cron.matches(wall)) {
                            wall = wall.plusMinutes(1);
                        }
                        assertThat(next).isEqualTo(wall.toInstant(overlap.getOffsetAfter()));
                    }
                }));
    }

    private static ZoneOffsetTransition gapAround(CrontabVectors.Row row) {
        return Objects.requireNonNull(row.zone().rules().getTransition(row.localNext()));
    }

    @TestFactory
    Stream<DynamicTest> emptyWherePythonFindsNone() {
        return vectors.noNext().stream()
                .map(row -> DynamicTest.dynamicTest(
                        name(row),
                        () -> assertThat(CronExpression.parse(row.cron()).nextAfter(row.now(), row.zone()))
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatPythonRefuses() {
        return vectors.invalid().stream()
                .map(row -> DynamicTest.dynamicTest(name(row), () -> {
                    var error = catchThrowableOfType(CronSyntaxException.class, () -> CronExpression.parse(row.cron()));
                    assertThat(error).isNotNull();
                    assertThat(error.position()).isBetween(0, row.cron().length());
                    assertThat(error.reason()).isNotBlank();
                    assertThat(error)
                            .hasMessageStartingWith(
                                    "bad cron expression \"" + row.cron() + "\" at character " + (error.position() + 1))
                            .hasMessageEndingWith(": " + error.reason());
                }));
    }

    private static boolean isDefect(CrontabVectors.Row row) {
        return row.is("gap") || row.is("not_after_now");
    }

    private static String name(CrontabVectors.Row row) {
        return row.values().toString();
    }
}
