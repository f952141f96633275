/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutcomeLineTest {

    @Test
    void aJobMayBeLateSinceTheBeginningOfTime() {
        assertThat(OutcomeLine.millis(Duration.between(Instant.MIN, Instant.EPOCH)))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(OutcomeLine.millis(Duration.ofMillis(1_500))).isEqualTo(1_500);
        assertThat(OutcomeLine.millis(Duration.ZERO)).isZero();
    }
}
