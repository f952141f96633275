/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A heading, an introduction, tables and text, and what has failed. */
public final class Section {

    private static final int FAILURES_SHOWN = 20;

    private final String heading;
    private final String introduction;
    private final List<Object> blocks = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * @param introduction what is measured and how, in a sentence or two
     * @param columns of a table to be filled with {@link #row} and {@link #figures}; empty for a section without such a table
     */
    public Section(String heading, String introduction, String... columns) {
        this.heading = heading;
        this.introduction = introduction;
        if (columns.length > 0) {
            blocks.add(new MarkdownTable(columns));
        }
    }

    /**
     * The result of an experiment.
     *
     * @param command that repeats it
     */
    public static Section ofExperiment(String heading, String command, String environment) {
        return new Section(heading, "`" + command + "`  \n" + environment);
    }

    /** Appends a table. */
    public Section table(MarkdownTable table) {
        blocks.add(table);
        return this;
    }

    /** Appends lines of text. */
    public Section text(String lines) {
        blocks.add(lines);
        return this;
    }

    /** Adds what has failed, one line each. */
    public Section failures(List<String> lines) {
        failures.addAll(lines);
        return this;
    }

    /** Everything that has failed, one line each; empty if nothing has. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** Adds a row to the table of this section. */
    public Section row(Object... cells) {
        ((MarkdownTable) blocks.get(0)).row(cells);
        return this;
    }

    /** Adds a row of figures with medians and ranges, unless none of them was measured. */
    public Section figures(String label, Results results, String... names) {
        List<String> cells = new ArrayList<>(List.of(label));
        boolean measured = false;
        for (String name : names) {
            Optional<Sample> found = results.find(name);
            measured |= found.isPresent();
            cells.add(found.map(Numbers::medianAndRange).orElse("-"));
        }
        if (measured) {
            row(cells.toArray());
        }
        return this;
    }

    /** Whether there are tables, and all are empty. */
    public boolean isEmpty() {
        return !blocks.isEmpty()
                && blocks.stream().allMatch(block -> block instanceof MarkdownTable table && table.isEmpty());
    }

    public String markdown() {
        StringBuilder text = new StringBuilder("## " + heading + "\n\n" + introduction + "\n\n");
        blocks.forEach(block -> text.append(block).append('\n'));
        failures.stream()
                .limit(FAILURES_SHOWN)
                .forEach(failure -> text.append("- FAILED: ").append(failure).append('\n'));
        if (failures.size() > FAILURES_SHOWN) {
            text.append("- and ").append(failures.size() - FAILURES_SHOWN).append(" more\n");
        }
        return text.toString();
    }
}
