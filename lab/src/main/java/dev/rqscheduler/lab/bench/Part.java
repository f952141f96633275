/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.lab.report.Results;
import dev.rqscheduler.lab.report.Section;
import java.util.List;

/** One part of the benchmark: measures and presents its figures. */
public abstract class Part {

    final BenchContext context;
    private final String name;

    Part(String name, BenchContext context) {
        this.name = name;
        this.context = context;
    }

    /** The name on the command line. */
    public final String name() {
        return name;
    }

    /** Reports progress. */
    final void progress(String what) {
        context.progress().accept(name + ": " + what);
    }

    /** Reports the progress of repetitions, from 1. */
    final void progress(String what, int repetition) {
        progress(what + " " + repetition + " of " + context.repetitions());
    }

    public abstract void measure(Results results) throws InterruptedException;

    /** Returns the tables, without rows for figures that were not measured. */
    public abstract List<Section> sections(Results results);
}
