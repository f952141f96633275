/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BenchReportTest {

    private final Results results = new Results();
    private final Environment environment =
            new Environment().with("Redis", "Redis 7.0.15").with("seed", "42");

    @Test
    void table_isAlignedWithNumbersToTheRight() {
        MarkdownTable table =
                new MarkdownTable("jobs", "ours").row("one-off", "7").row("cron", "12,345");
        assertThat(table.toString()).isEqualTo("""
                | jobs    |   ours |
                |---------| ------:|
                | one-off |      7 |
                | cron    | 12,345 |
                """);
        assertThatThrownBy(() -> table.row("a", "b", "c")).hasMessage("3 cells for 2 columns");
    }

    @Test
    void numbers_haveThreeSignificantDigits() {
        assertThat(Numbers.text(81_204.4)).isEqualTo("81,204");
        assertThat(Numbers.text(12.345)).isEqualTo("12.3");
        assertThat(Numbers.text(1.2345)).isEqualTo("1.23");
        assertThat(Numbers.text(0.12345)).isEqualTo("0.123");
        assertThat(Numbers.text(0.00526)).isEqualTo("0.0053");
        assertThat(Numbers.text(60)).isEqualTo("60");
        assertThat(Numbers.text(0)).isEqualTo("0");
        assertThat(Numbers.medianAndRange(Sample.of(3, 1, 2))).isEqualTo("2 (1..3)");
        assertThat(Numbers.medianAndRange(Sample.of(3))).isEqualTo("3");
    }

    @Test
    void unmeasuredFigures_haveNoRowAndNoSection() {
        Section section = new Section("Heading", "Explanation.", "what", "figure").figures("a", results, "a");
        assertThat(section.isEmpty()).isTrue();
        assertThat(report(List.of(section)).markdown()).doesNotContain("Heading");
        results.add("a", "ms", 5);
        assertThat(report(List.of(section.figures("a", results, "a"))).markdown())
                .contains("Heading", "| a    |      5 |");
    }

    @Test
    void problems_areListed() {
        assertThat(report(List.of()).markdown()).contains("moved once", "Redis 7.0.15", "seed: 42");
        results.problem("1 job was lost");
        assertThat(report(List.of()).markdown())
                .contains("WRONG", "- 1 job was lost")
                .doesNotContain("moved once");
    }

    @Test
    void json_hasValuesVerdictsAndProblems() {
        results.add("moves/\"x\"", "jobs/s", 2);
        results.add("moves/\"x\"", "jobs/s", 4);
        results.problem("1 job was lost");
        String json = new JsonReport(
                        environment, results, List.of(LimitCheck.atMost("time", OptionalDouble.of(6), 5, "ms")))
                .text();
        assertThat(json.replaceAll("\\s+", ""))
                .contains("{\"Redis\":\"Redis7.0.15\",\"seed\":\"42\"}")
                .contains("{\"name\":\"moves/\\\"x\\\"\",\"unit\":\"jobs/s\",\"median\":3.0,\"min\":2.0,\"max\":4.0,"
                        + "\"values\":[2.0,4.0]}")
                .contains("\"figure\":6.0,\"unit\":\"ms\",\"direction\":\"at_most\",\"limit\":5.0,\"holds\":false")
                .contains("\"problems\":[\"1jobwaslost\"]");
    }

    private BenchReport report(List<Section> sections) {
        return new BenchReport("Run", environment, sections, results, List.of());
    }
}
