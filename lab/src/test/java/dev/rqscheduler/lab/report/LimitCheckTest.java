/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LimitCheckTest {

    @Test
    void limitItself_holds() {
        assertThat(LimitCheck.atLeast("rate", OptionalDouble.of(12), 12, "").holds())
                .isTrue();
        assertThat(LimitCheck.atLeast("rate", OptionalDouble.of(11.9), 12, "").holds())
                .isFalse();
        assertThat(LimitCheck.atMost("time", OptionalDouble.of(5), 5, "ms").holds())
                .isTrue();
        assertThat(LimitCheck.atMost("time", OptionalDouble.of(5.1), 5, "ms").holds())
                .isFalse();
    }

    @Test
    void unmeasuredFigure_hasNoAnswer() {
        LimitCheck check = LimitCheck.atMost("time", OptionalDouble.empty(), 5, "ms");
        assertThat(check.holds()).isFalse();
        assertThat(check.answer()).isEqualTo("-");
        assertThat(check.figureText()).isEqualTo("not measured");
    }

    @Test
    void texts_haveUnitAndDirection() {
        LimitCheck check = LimitCheck.atMost("time", OptionalDouble.of(4.25), 5, "ms");
        assertThat(check.figureText()).isEqualTo("4.25 ms");
        assertThat(check.limitText()).isEqualTo("<= 5 ms");
        assertThat(check.answer()).isEqualTo("yes");
    }
}
