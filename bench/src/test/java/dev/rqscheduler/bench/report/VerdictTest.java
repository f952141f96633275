/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void theLimitItselfIsWithin() {
        assertThat(Verdict.atLeast("rate", OptionalDouble.of(12), 12, "").holds())
                .isTrue();
        assertThat(Verdict.atLeast("rate", OptionalDouble.of(11.9), 12, "").holds())
                .isFalse();
        assertThat(Verdict.atMost("time", OptionalDouble.of(5), 5, "ms").holds())
                .isTrue();
        assertThat(Verdict.atMost("time", OptionalDouble.of(5.1), 5, "ms").holds())
                .isFalse();
    }

    @Test
    void whatWasNotMeasuredIsNeitherYesNorNo() {
        Verdict verdict = Verdict.atMost("time", OptionalDouble.empty(), 5, "ms");
        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.answer()).isEqualTo("-");
        assertThat(verdict.figureText()).isEqualTo("not measured");
    }

    @Test
    void readsLikeTheLimitThatWasSet() {
        Verdict verdict = Verdict.atMost("time", OptionalDouble.of(4.25), 5, "ms");
        assertThat(verdict.figureText()).isEqualTo("4.25 ms");
        assertThat(verdict.limitText()).isEqualTo("<= 5 ms");
        assertThat(verdict.answer()).isEqualTo("yes");
    }
}
