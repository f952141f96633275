/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prints aligned columns, with any number of rows in constant memory: the first rows determine the column widths, after
 * that each row is printed as it comes. The last column is never padded.
 */
public final class TextTable {

    private static final int ROWS_LOOKED_AT = 200;
    private static final String GAP = "  ";

    private final PrintStream out;
    private final List<String[]> waiting = new ArrayList<>();
    private final int[] widths;
    private boolean started;
    private long rows;

    public TextTable(PrintStream out, String... headings) {
        this.out = out;
        this.widths = new int[headings.length];
        waiting.add(headings.clone());
    }

    /** Adds a row; its strings are made printable. */
    public void row(String... cells) {
        if (cells.length != widths.length) {
            throw new IllegalArgumentException(cells.length + " cells for " + widths.length + " columns");
        }
        String[] row = Arrays.stream(cells).map(Printable::line).toArray(String[]::new);
        rows++;
        if (started) {
            print(row);
            return;
        }
        waiting.add(row);
        if (waiting.size() > ROWS_LOOKED_AT) {
            start();
        }
    }

    /** Returns the number of rows, without the headings. */
    public long rows() {
        return rows;
    }

    /** Prints remaining rows; headings without rows are omitted. */
    public void end() {
        if (!started && rows > 0) {
            start();
        }
        out.flush();
    }

    private void start() {
        started = true;
        for (String[] row : waiting) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row[i]));
            }
        }
        waiting.forEach(this::print);
        waiting.clear();
    }

    private void print(String[] row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            line.append(row[i]);
            if (i < row.length - 1) {
                line.append(" ".repeat(Math.max(0, widths[i] - width(row[i])))).append(GAP);
            }
        }
        out.println(line.toString().stripTrailing());
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
