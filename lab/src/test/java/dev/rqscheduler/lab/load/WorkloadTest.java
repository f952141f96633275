/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    @Test
    void counts_ofPortions_addUpToJobs() {
        for (Workload workload : List.of(
                Workload.mix("mix"), Workload.of("one", JobKind.CRON, 1), Workload.of("many", JobKind.ONE_OFF, 100))) {
            for (int jobs : new int[] {1, 200, 1_999, 100_000, 1_000_000}) {
                assertThat(Arrays.stream(workload.counts(jobs)).sum())
                        .as("%s of %s", jobs, workload.name())
                        .isEqualTo(jobs);
            }
        }
    }

    @Test
    void periodic_countsPeriodicJobs() {
        assertThat(Workload.mix("mix").periodic(100_000)).isEqualTo(20_000);
        assertThat(Workload.of("cron", JobKind.CRON, 1).periodic(500)).isEqualTo(500);
        assertThat(Workload.of("one-off", JobKind.ONE_OFF, 100).periodic(500)).isZero();
    }

    @Test
    void shares_notAddingUp_areRejected() {
        assertThatThrownBy(() -> new Workload("half", List.of(new Workload.Portion(JobKind.ONE_OFF, "q", 500)), 1))
                .hasMessageContaining("half");
    }
}
