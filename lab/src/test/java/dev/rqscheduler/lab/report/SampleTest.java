/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void median_ofOddAndEvenCounts() {
        assertThat(Sample.of(9, 1, 5).median()).isEqualTo(5);
        assertThat(Sample.of(9, 1, 5, 6).median()).isEqualTo(5.5);
        assertThat(Sample.of(7).median()).isEqualTo(7);
    }

    @Test
    void quantile_isByNearestRank() {
        Sample hundred = Sample.of(IntStream.rangeClosed(1, 100).boxed().toList());
        assertThat(hundred.quantile(0.5)).isEqualTo(50);
        assertThat(hundred.quantile(0.99)).isEqualTo(99);
        assertThat(hundred.quantile(0.999)).isEqualTo(100);
        assertThat(hundred.quantile(1)).isEqualTo(100);
        assertThat(Sample.of(3, 4).quantile(0.01)).isEqualTo(3);
    }

    @Test
    void values_keepOrderOfMeasurement() {
        Sample sample = Sample.of(9, 1, 5);
        assertThat(sample.min()).isEqualTo(1);
        assertThat(sample.max()).isEqualTo(9);
        assertThat(sample.values()).containsExactly(9, 1, 5);
    }

    @Test
    void emptySample_hasNoStatistics() {
        Sample empty = Sample.of(List.of());
        assertThat(empty.median()).isNaN();
        assertThat(empty.min()).isNaN();
        assertThat(empty.max()).isNaN();
        assertThat(Numbers.medianAndRange(empty)).isEqualTo("-");
        assertThat(Numbers.medianAndMax(empty)).isEqualTo("-");
    }

    @Test
    void durations_areInMilliseconds() {
        Sample durations = Sample.ofMillis(LongStream.rangeClosed(1, 99)
                .mapToObj(n -> Duration.ofMillis(100 - n))
                .toList());
        assertThat(durations.median()).isEqualTo(50);
        assertThat(Numbers.medianAndMax(durations)).isEqualTo("50 / 99 ms");
        assertThat(Numbers.all(Sample.ofMillis(List.of(Duration.ofMillis(3), Duration.ofNanos(1_600_000)))))
                .isEqualTo("2 3");
    }

    @Test
    void share_outsideItsRange_isRejected() {
        assertThatThrownBy(() -> Sample.of(1).quantile(0)).hasMessageContaining("share");
        assertThatThrownBy(() -> Sample.of(1).quantile(1.1)).hasMessageContaining("share");
    }
}
