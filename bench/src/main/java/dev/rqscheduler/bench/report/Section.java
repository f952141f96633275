/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A heading, what the figures mean, and a table. */
public final class Section {

    private final String heading;
    private final String explanation;
    private final Table table;
    private int rows;

    /**
     * @param explanation what is measured and how, in a sentence or two
     */
    public Section(String heading, String explanation, String... columns) {
        this.heading = heading;
        this.explanation = explanation;
        this.table = new Table(columns);
    }

    public Section row(Object... cells) {
        table.row(cells);
        rows++;
        return this;
    }

    /** A row of figures, medians and ranges; left out if none of them was measured. */
    public Section figures(String label, Results results, String... names) {
        List<String> cells = new ArrayList<>(List.of(label));
        boolean any = false;
        for (String name : names) {
            Optional<Sample> found = results.find(name);
            any |= found.isPresent();
            cells.add(found.map(Numbers::medianAndRange).orElse("-"));
        }
        if (any) {
            row(cells.toArray());
        }
        return this;
    }

    public boolean isEmpty() {
        return rows == 0;
    }

    public String markdown() {
        return "## " + heading + "\n\n" + explanation + "\n\n" + table + "\n";
    }
}
