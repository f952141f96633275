/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ResultsTest {

    private final Results results = new Results();

    @Test
    void ratio_isOfMedians() {
        results.add("a", "jobs/s", 10);
        results.add("a", "jobs/s", 30);
        results.add("a", "jobs/s", 1_000);
        results.add("b", "jobs/s", 15);
        assertThat(results.ratio("a", "b")).hasValue(2);
        assertThat(results.max("a")).hasValue(1_000);
    }

    @Test
    void ratio_ofUnmeasuredOrZero_isEmpty() {
        results.add("a", "jobs/s", 10);
        results.add("zero", "jobs/s", 0);
        assertThat(results.ratio("a", "b")).isEmpty();
        assertThat(results.ratio("b", "a")).isEmpty();
        assertThat(results.ratio("a", "zero")).isEmpty();
    }

    @Test
    void figures_areInOrderOfMeasurement() {
        results.add("second", "ms", 1);
        results.add("first", "ms", 1);
        results.add("second", "ms", 2);
        assertThat(results.figures()).extracting(Figure::name).containsExactly("second", "first");
    }

    @Test
    void secondUnitOfFigure_isRejected() {
        results.add("a", "ms", 1);
        assertThatThrownBy(() -> results.add("a", "s", 1)).hasMessageContaining("a is in ms, not in s");
    }
}
