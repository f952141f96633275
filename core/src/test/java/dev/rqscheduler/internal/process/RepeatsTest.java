/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RepeatsTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
    private final LogThrottle repeats = new LogThrottle(nanos::get);

    @Test
    void theFirstTimeAndThenOnceAMinute() {
        assertThat(repeats.occurred("a")).hasValue(0);
        assertThat(repeats.occurred("b")).hasValue(0);
        for (int second = 1; second < 60; second++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            assertThat(repeats.occurred("a")).isEmpty();
        }
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(repeats.occurred("a")).hasValue(59);
        assertThat(repeats.occurred("b")).hasValue(0);
        assertThat(repeats.occurred("a")).isEmpty();
    }

    @Test
    void ofVeryManyTheOldestIsForgotten() {
        for (int i = 0; i < 1_001; i++) {
            assertThat(repeats.occurred("job " + i)).hasValue(0);
        }
        assertThat(repeats.occurred("job 0")).hasValue(0);
        assertThat(repeats.occurred("job 1000")).isEmpty();
    }
}
