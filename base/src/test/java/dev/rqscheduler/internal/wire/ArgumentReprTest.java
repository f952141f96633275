/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.internal.wire.pickle.PickleReader;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code interop/arguments.py} wrote with three versions of CPython prints as Python prints it. */
class ArgumentReprTest {
    @ParameterizedTest
    @ValueSource(strings = {"3.11", "3.13", "3.14"})
    void everyValueOfEveryProtocol(String version) {
        var samples = PickledArgument.samples(version);
        assertThat(samples).hasSizeGreaterThan(1200);
        var softly = new SoftAssertions();
        for (var sample : samples) {
            softly.assertThat(PyRepr.of(PickleReader.read(Python.bytes(sample.pickle()))))
                    .as("%s, %s, protocol %s", version, sample.label(), sample.protocol())
                    .isEqualTo(sample.shown());
        }
        softly.assertAll();
    }

    @Test
    void textsDifferFromPythonsForAReasonOnly() {
        for (var sample : PickledArgument.samples("3.14")) {
            assertThat(sample.why().isEmpty())
                    .as(sample.toString())
                    .isEqualTo(sample.shown().equals(sample.repr()));
        }
        assertThat(PickledArgument.samples("3.14").stream()
                        .filter(sample -> sample.why().isEmpty()))
                .hasSizeGreaterThan(1000);
    }

    @Test
    void noLimitIsExceeded() {
        for (var sample : PickledArgument.samples("3.14")) {
            var value = PickleReader.read(Python.bytes(sample.pickle()));
            for (int limit = 0; limit <= sample.shown().length(); limit++) {
                String cut = limit == sample.shown().length()
                        ? sample.shown()
                        : sample.shown().substring(0, limit) + "...";
                assertThat(PyRepr.of(value, limit))
                        .as("%s to %s", sample, limit)
                        .isEqualTo(cut);
            }
        }
    }
}
