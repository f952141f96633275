/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void medianOfOddAndEvenNumbers() {
        assertThat(Sample.of(9, 1, 5).median()).isEqualTo(5);
        assertThat(Sample.of(9, 1, 5, 6).median()).isEqualTo(5.5);
        assertThat(Sample.of(7).median()).isEqualTo(7);
    }

    @Test
    void quantilesAreByNearestRank() {
        Sample hundred = Sample.of(IntStream.rangeClosed(1, 100).boxed().toList());
        assertThat(hundred.quantile(0.5)).isEqualTo(50);
        assertThat(hundred.quantile(0.99)).isEqualTo(99);
        assertThat(hundred.quantile(0.999)).isEqualTo(100);
        assertThat(hundred.quantile(1)).isEqualTo(100);
        assertThat(Sample.of(3, 4).quantile(0.01)).isEqualTo(3);
    }

    @Test
    void rangeIsSortedAndValuesAreNot() {
        Sample sample = Sample.of(9, 1, 5);
        assertThat(sample.min()).isEqualTo(1);
        assertThat(sample.max()).isEqualTo(9);
        assertThat(sample.values()).containsExactly(9, 1, 5);
    }

    @Test
    void nothingIsNoSample() {
        assertThatThrownBy(() -> Sample.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sample.of(1).quantile(0)).hasMessageContaining("share");
        assertThatThrownBy(() -> Sample.of(1).quantile(1.1)).hasMessageContaining("share");
    }
}
