/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Schedule;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduleBuilderTest {

    private static final Instant NANOS = Instant.parse("2026-03-02T12:00:00.123456789Z");
    private static final Instant MICROS = Instant.parse("2026-03-02T12:00:00.123456Z");

    private static Schedule readBack(Schedule.Builder schedule) {
        return ScheduleJson.parse("n", ScheduleJson.text(schedule.build()).getBytes(UTF_8));
    }

    private static Schedule.Builder schedule() {
        return Schedule.builder("n", JobSpec.of("f"));
    }

    /** The clock of this machine has nanoseconds, and {@code Instant.now().plusSeconds(60)} is what one writes. */
    @Test
    void whatIsBeyondMicrosecondsIsCutOff() {
        assertThat(Plans.of(readBack(schedule().at(NANOS))).next(Instant.EPOCH, 2))
                .containsExactly(MICROS);
        assertThat(Plans.of(readBack(schedule().every(Duration.ofDays(1), NANOS)))
                        .next(MICROS.minusSeconds(1), 1))
                .containsExactly(MICROS);
        Schedule bounded = readBack(schedule()
                .every(Duration.ofDays(1), MICROS)
                .start(NANOS)
                .end(NANOS.plus(Duration.ofDays(1)).plusNanos(1_000)));
        assertThat(Plans.of(bounded).next(Instant.EPOCH, 9)).containsExactly(MICROS, MICROS.plus(Duration.ofDays(1)));
    }
}
