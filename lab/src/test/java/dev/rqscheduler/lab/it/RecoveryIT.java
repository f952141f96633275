/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.lab.experiment.Recovery;
import dev.rqscheduler.lab.report.Section;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Moving resumes after each event. How long that takes can only be tested on an idle machine. */
@Tag("long")
class RecoveryIT {

    @Test
    void moving_resumesAfterEachEvent() throws InterruptedException {
        Section section = new Recovery(BuiltScheduler.experiment(1, 1), Duration.ofSeconds(1), 1).run();
        assertThat(section.failures()).allMatch(failure -> failure.contains(" ms, more than "));
        assertThat(section.markdown().lines().filter(line -> line.contains("of the holder, with a standby")))
                .hasSizeGreaterThanOrEqualTo(2);
    }
}
