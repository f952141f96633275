/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakGrowthTest {

    @Test
    void noise_isNoGrowth() {
        assertThat(of(i -> new JvmProbe.Sample(i, 3_000 + i % 7 * 300, 70_000 + i, 15 - i % 2, 4 - i % 3)))
                .isEmpty();
    }

    @Test
    void leak_beneathNoise_isGrowth() {
        assertThat(of(i -> new JvmProbe.Sample(i, 3_000 + i % 7 * 300 + i * 12, 70_000, 15, 4)))
                .singleElement()
                .asString()
                .startsWith("the heap grew");
    }

    @Test
    void oneMoreThreadOrConnection_isGrowth() {
        assertThat(of(i -> new JvmProbe.Sample(i, 3_000, 70_000, i < 90 ? 15 : 16, i < 99 ? 4 : 5)))
                .containsExactly("the number of threads grew", "the number of connections grew");
    }

    @Test
    void tooFewSamples_isFailure() {
        assertThat(new SoakGrowth(List.of(new JvmProbe.Sample(1, 1, 1, 1, 1))).failures())
                .singleElement()
                .asString()
                .contains("too few");
    }

    private static List<String> of(IntFunction<JvmProbe.Sample> sample) {
        return new SoakGrowth(IntStream.range(0, 100).mapToObj(sample).toList()).failures();
    }
}
