/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.cli.CommandRun;
import org.junit.jupiter.api.Test;

/** next: needs no Redis, so there is none. */
class NextCommandTest {

    @Test
    void marksTheEdgesOfDaylightSaving() {
        CommandRun spring = CommandRun.of(
                "next", "30 2 * * *", "--zone", "Europe/Berlin", "--from", "2026-03-28T00:00Z", "-n", "3");
        assertThat(spring.exitCode()).isZero();
        assertThat(spring.outLines().get(0)).startsWith("CLOCK IN Europe/Berlin");
        assertThat(spring.outLines().get(2))
                .startsWith("Sun 2026-03-29 03:30:00 +02:00  2026-03-29 01:30:00Z")
                .endsWith("shifted: the clocks skip 02:30:00");
        CommandRun autumn = CommandRun.of(
                "next", "30 2 * * *", "--zone", "Europe/Berlin", "--from", "2026-10-24T05:00Z", "-n", "1");
        assertThat(autumn.out()).contains("the clocks show this time twice: first");
    }

    @Test
    void asJson() {
        CommandRun run = CommandRun.of(
                "next", "30 2 * * *", "--zone", "Europe/Berlin", "--from", "2026-03-28T00:00Z", "-n", "2", "--json");
        assertThat(run.json())
                .hasSize(2)
                .element(1)
                .satisfies(next -> assertThat(next)
                        .containsEntry("at", "2026-03-29T01:30:00Z")
                        .containsEntry("clock", "2026-03-29T03:30+02:00")
                        .containsEntry("zone", "Europe/Berlin")
                        .containsEntry("written", "2026-03-29T02:30")
                        .containsEntry("edge", "shifted_out_of_gap"));
    }

    @Test
    void anExpressionThatNeverRuns() {
        CommandRun run = CommandRun.of("next", "0 0 30 2 *");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines()).singleElement().asString().contains("has no run between");
    }
}
