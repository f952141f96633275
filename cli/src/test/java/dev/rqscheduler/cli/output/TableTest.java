/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TextTable table =
            new TextTable(new PrintStream(bytes, true, StandardCharsets.UTF_8), "NAME", "N", "TEXT");

    @Test
    void columnsAreAligned() {
        table.row("a", "100", "x");
        table.row("größer", "1", "a longer one");
        table.end();
        assertThat(lines()).containsExactly("NAME    N    TEXT", "a       100  x", "größer  1    a longer one");
    }

    @Test
    void noRowsNoHeadings() {
        table.end();
        assertThat(lines()).isEmpty();
        assertThat(table.rows()).isZero();
    }

    @Test
    void manyRowsArePrintedAsTheyComeInTheWidthsOfTheFirst() {
        for (int i = 0; i < 1_000; i++) {
            table.row("row" + i, "1", "x");
        }
        assertThat(lines()).hasSizeGreaterThan(900);
        table.row("a very long name", "1", "x");
        table.end();
        List<String> lines = lines();
        assertThat(lines).hasSize(1_002);
        assertThat(lines.get(1)).isEqualTo("row0    1  x");
        assertThat(lines.get(1_001)).isEqualTo("a very long name  1  x");
    }

    @Test
    void aCellCannotBreakALine() {
        table.row("a\nb", "1", "x\u001b[31m");
        table.end();
        assertThat(lines().get(1)).isEqualTo("a\\nb  1  x\\u001b[31m");
    }

    @Test
    void aRowMustFit() {
        assertThatThrownBy(() -> table.row("a")).isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
