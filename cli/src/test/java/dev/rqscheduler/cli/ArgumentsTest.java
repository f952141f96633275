/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArgumentsTest {

    @Test
    void negativeNumbersAreNoOptions() {
        assertThat(Arguments.of("at", "5", "f", "-5", "-1.5e3", "-x", "--arg", "-", "-i")
                        .toArray())
                .containsExactly("at", "5", "f", " -5", " -1.5e3", "-x", "--arg", "-", "-i");
    }
}
