/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

import dev.rqscheduler.bench.report.Results;
import dev.rqscheduler.bench.report.Section;
import java.util.List;

/** One part of the benchmark: measures, and lays out what it measured. */
public interface Part {

    /** As it is called on the command line. */
    String name();

    void measure(Results results) throws InterruptedException;

    /** Its tables; rows of figures that were not measured are left out. */
    List<Section> sections(Results results);
}
