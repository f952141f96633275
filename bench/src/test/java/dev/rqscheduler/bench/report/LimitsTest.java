/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.bench.measure.MovesPart;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private final Results results = new Results();

    @Test
    void nothingMeasuredIsNoVerdict() {
        assertThat(Limits.verdicts(results)).isNotEmpty().noneMatch(Verdict::isMeasured);
    }

    @Test
    void shareOfTheCeiling() {
        results.add(MovesPart.figure("one-off", "medium", "ours"), "jobs/s", 60_000);
        results.add(MovesPart.figure("one-off", "medium", "ceiling"), "jobs/s", 100_000);
        assertThat(verdict("one-off jobs: share of the ceiling").holds()).isTrue();
        results.add(MovesPart.figure("one-off", "medium", "ceiling"), "jobs/s", 400_000);
        assertThat(verdict("one-off jobs: share of the ceiling").figure()).hasValue(0.24);
        assertThat(verdict("one-off jobs: share of the ceiling").holds()).isFalse();
    }

    @Test
    void timePerJobOfALargerBacklogIsTheInverseOfItsRate() {
        results.add(MovesPart.figure("one-off", "medium", "ours"), "jobs/s", 60_000);
        results.add(MovesPart.figure("one-off", "large", "ours"), "jobs/s", 50_000);
        assertThat(verdict("one-off jobs: time per job, largest backlog to medium")
                        .figure())
                .hasValue(1.2);
    }

    @Test
    void theLongestScriptIsTheLongestOfAllRuns() {
        results.add(MovesPart.figure("cron", "medium", "longest script"), "ms", 4);
        results.add(MovesPart.figure("cron", "medium", "longest script"), "ms", 11);
        results.add(MovesPart.figure("mix", "medium", "longest script"), "ms", 3);
        assertThat(verdict("longest script run of all backlogs").figure()).hasValue(11);
        assertThat(verdict("longest script run of all backlogs").holds()).isFalse();
    }

    @Test
    void oneEarlyJobIsTooMany() {
        results.add("lateness/10/early", "jobs", 0);
        results.add("lateness/burst/early", "jobs", 0);
        assertThat(verdict("lateness: jobs moved early").holds()).isTrue();
        results.add("lateness/burst/early", "jobs", 1);
        assertThat(verdict("lateness: jobs moved early").holds()).isFalse();
    }

    @Test
    void theCostliestIdleCounts() {
        results.add("idle/0/sent", "1/s", 1);
        results.add("idle/5000000/sent", "1/s", 4);
        assertThat(verdict("idle: commands sent, at most").figure()).hasValue(4);
    }

    @Test
    void jitterIsJudgedBesideTheFirstServer() {
        results.add("jitter/one-off/straight/Other 1/page", "jobs a call", 500);
        for (String server : new String[] {"First 1", "Other 1"}) {
            double times = server.equals("First 1") ? 1 : 0.75;
            results.add("jitter/one-off/0 to 5 ms/" + server + "/rate", "jobs/s", 40_000 * times);
            results.add("jitter/one-off/0 to 5 ms/" + server + "/page", "jobs a call", 200 * times);
            results.add("jitter/one-off/0 to 5 ms/" + server + "/longest script", "ms", 4 / times);
        }
        assertThat(verdict("jitter: jobs a call, Other 1 to First 1").figure()).hasValue(0.75);
        assertThat(verdict("jitter: jobs a call, Other 1 to First 1").holds()).isTrue();
        assertThat(verdict("jitter: rate, Other 1 to First 1").holds()).isFalse();
        assertThat(verdict("jitter: longest script").holds()).isTrue();
        assertThat(Limits.verdicts(results))
                .filteredOn(verdict -> verdict.what().startsWith("jitter"))
                .hasSize(3);
    }

    private Verdict verdict(String what) {
        return Limits.verdicts(results).stream()
                .filter(verdict -> verdict.what().equals(what))
                .findFirst()
                .orElseThrow();
    }
}
