/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.faults.fencing.Fencing;
import dev.rqscheduler.faults.report.Section;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two of the hundred trials. */
@Tag("long")
class FencingIT {

    @Test
    void aStaleSchedulerMovesNothing() throws InterruptedException {
        Section section = new Fencing(BuiltScheduler.jar(), 2, 1, 1, System.out::println).run("FencingIT");
        assertThat(section.failures()).isEmpty();
        assertThat(section.markdown()).containsPattern("jobs moved by the stale scheduler +\\| +0 \\|");
    }
}
