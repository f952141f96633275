/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.lab.bench.MovesPart;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private final Results results = new Results();

    @Test
    void checks_withoutFigures_areNotMeasured() {
        assertThat(Limits.checks(results)).isNotEmpty().noneMatch(LimitCheck::isMeasured);
    }

    @Test
    void shareOfCeiling_isRatioOfMedians() {
        results.add(MovesPart.figure("one-off", "medium", "ours"), "jobs/s", 60_000);
        results.add(MovesPart.figure("one-off", "medium", "ceiling"), "jobs/s", 100_000);
        assertThat(check("one-off jobs: share of the ceiling").holds()).isTrue();
        results.add(MovesPart.figure("one-off", "medium", "ceiling"), "jobs/s", 400_000);
        assertThat(check("one-off jobs: share of the ceiling").figure()).hasValue(0.24);
        assertThat(check("one-off jobs: share of the ceiling").holds()).isFalse();
    }

    @Test
    void timePerJob_ofLargerBacklog_isInverseOfRate() {
        results.add(MovesPart.figure("one-off", "medium", "ours"), "jobs/s", 60_000);
        results.add(MovesPart.figure("one-off", "large", "ours"), "jobs/s", 50_000);
        assertThat(check("one-off jobs: time per job, largest backlog to medium")
                        .figure())
                .hasValue(1.2);
    }

    @Test
    void longestScript_isMaximumOfAllRuns() {
        results.add(MovesPart.figure("cron", "medium", "longest script"), "ms", 4);
        results.add(MovesPart.figure("cron", "medium", "longest script"), "ms", 11);
        results.add(MovesPart.figure("mix", "medium", "longest script"), "ms", 3);
        assertThat(check("longest script run of all backlogs").figure()).hasValue(11);
        assertThat(check("longest script run of all backlogs").holds()).isFalse();
    }

    @Test
    void earlyJobs_one_isTooMany() {
        results.add("lateness/10/early", "jobs", 0);
        results.add("lateness/burst/early", "jobs", 0);
        assertThat(check("lateness: jobs moved early").holds()).isTrue();
        results.add("lateness/burst/early", "jobs", 1);
        assertThat(check("lateness: jobs moved early").holds()).isFalse();
    }

    @Test
    void idleCommands_isLargestMedian() {
        results.add("idle/0/sent", "1/s", 1);
        results.add("idle/5000000/sent", "1/s", 4);
        assertThat(check("idle: commands sent, at most").figure()).hasValue(4);
    }

    @Test
    void jitter_isComparedWithFirstServer() {
        results.add("jitter/one-off/straight/Other 1/page", "jobs a call", 500);
        for (String server : new String[] {"First 1", "Other 1"}) {
            double times = server.equals("First 1") ? 1 : 0.75;
            results.add("jitter/one-off/0 to 5 ms/" + server + "/rate", "jobs/s", 40_000 * times);
            results.add("jitter/one-off/0 to 5 ms/" + server + "/page", "jobs a call", 200 * times);
            results.add("jitter/one-off/0 to 5 ms/" + server + "/longest script", "ms", 4 / times);
        }
        assertThat(check("jitter: jobs a call, Other 1 to First 1").figure()).hasValue(0.75);
        assertThat(check("jitter: jobs a call, Other 1 to First 1").holds()).isTrue();
        assertThat(check("jitter: rate, Other 1 to First 1").holds()).isFalse();
        assertThat(check("jitter: longest script").holds()).isTrue();
        assertThat(Limits.checks(results))
                .filteredOn(check -> check.what().startsWith("jitter"))
                .hasSize(3);
    }

    private LimitCheck check(String what) {
        return Limits.checks(results).stream()
                .filter(check -> check.what().equals(what))
                .findFirst()
                .orElseThrow();
    }
}
