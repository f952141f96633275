/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.faults.recovery.Recovery;
import dev.rqscheduler.faults.report.Section;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That moving goes on after each event; how long it takes is for a machine that has nothing else to do. */
@Tag("long")
class RecoveryIT {

    @Test
    void movingGoesOn() throws InterruptedException {
        Section section =
                new Recovery(BuiltScheduler.jar(), Duration.ofSeconds(1), 1, 1, System.out::println).run("RecoveryIT");
        assertThat(section.failures()).allMatch(failure -> failure.contains(" ms, more than "));
        assertThat(section.markdown().lines().filter(line -> line.contains("of the holder, a standby there")))
                .hasSizeGreaterThanOrEqualTo(2);
    }
}
