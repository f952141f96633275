/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.report;

import java.util.List;

/**
 * What one experiment has to say.
 *
 * @param markdown heading, tables and figures
 * @param failures what does not hold, a line each; none if all does
 */
public record Section(String markdown, List<String> failures) {

    public Section {
        failures = List.copyOf(failures);
    }
}
