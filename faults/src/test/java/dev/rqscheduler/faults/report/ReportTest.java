/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void aTableIsMarkdownAndAligned() {
        assertThat(new Table("fault", "n").row("cut", 7).row("redis-stop", 1_234))
                .hasToString("""
                | fault      |    n |
                |------------| ----:|
                | cut        |    7 |
                | redis-stop | 1234 |
                """);
        assertThatThrownBy(() -> new Table("a", "b").row("c")).hasMessage("1 cells for 2 columns");
    }

    @Test
    void figuresOfWhatWasMeasured() {
        Figures figures = Figures.of(LongStream.rangeClosed(1, 100)
                .mapToObj(n -> Duration.ofMillis(101 - n))
                .toList());
        assertThat(figures.min()).hasMillis(1);
        assertThat(figures.median()).hasMillis(50);
        assertThat(figures.quantile(0.99)).hasMillis(99);
        assertThat(figures.max()).hasMillis(100);
        assertThat(figures.medianAndMax()).isEqualTo("50 / 100 ms");
        assertThat(Figures.of(List.of(Duration.ofMillis(3), Duration.ofMillis(2)))
                        .all())
                .isEqualTo("2 3");
        assertThat(Figures.of(List.of()).medianAndMax()).isEqualTo("-");
    }
}
