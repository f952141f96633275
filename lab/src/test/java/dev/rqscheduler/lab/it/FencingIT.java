/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.lab.experiment.Fencing;
import dev.rqscheduler.lab.report.Section;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two of the hundred runs of the long form. */
@Tag("long")
class FencingIT {

    @Test
    void staleScheduler_movesNothing() throws InterruptedException {
        Section section = new Fencing(BuiltScheduler.experiment(1, 1), 2).run();
        assertThat(section.failures()).isEmpty();
        assertThat(section.markdown()).containsPattern("jobs moved by the stale scheduler +\\| +0 \\|");
    }
}
