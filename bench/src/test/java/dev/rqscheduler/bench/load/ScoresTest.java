/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScoresTest {

    @Test
    void wholeSecondsHaveNoFraction() {
        assertThat(Scores.text(1_795_518_000)).isEqualTo("1795518000");
    }

    @Test
    void microsecondsHaveSixDigits() {
        assertThat(Scores.text(1_795_518_000.000001)).isEqualTo("1795518000.000001");
        assertThat(Scores.text(1_795_518_000.25)).isEqualTo("1795518000.250000");
    }
}
