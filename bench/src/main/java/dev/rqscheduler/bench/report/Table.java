/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown whose columns are aligned in plain text too. The first column is text, all others are numbers. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    /**
     * @throws IllegalArgumentException if there are not as many cells as headings
     */
    public Table row(List<String> cells) {
        if (cells.size() != rows.get(0).size()) {
            throw new IllegalArgumentException(
                    cells.size() + " cells for " + rows.get(0).size() + " columns");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    public Table row(Object... cells) {
        return row(List.of(cells).stream().map(String::valueOf).toList());
    }

    /** Lines with a line end each. */
    @Override
    public String toString() {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            for (int i = 0; i < columns; i++) {
                String cell = rows.get(r).get(i);
                String gap = " ".repeat(widths[i] - cell.length());
                text.append("| ").append(i == 0 ? cell + gap : gap + cell).append(' ');
            }
            text.append("|\n");
            if (r == 0) {
                for (int i = 0; i < columns; i++) {
                    text.append(i == 0 ? "|-" : "| ")
                            .append("-".repeat(widths[i]))
                            .append(i == 0 ? "-" : ":");
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }
}
