/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.QuarantineCause;
import dev.rqscheduler.cli.CommandRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoCommandTest {

    @Test
    void aShortDemoShowsTheFirstMoves() {
        CommandRun run = CommandRun.of("demo", "--for", "2s");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("./rqscheduler list --url redis://127.0.0.1:")
                .contains("at-1                          moved to queue demo")
                .contains("lateness by Redis's clock: median ");
    }

    @Test
    void itIsCompleteWhenEveryKindCameThrough() {
        DemoResult result = new DemoResult();
        assertThat(result.missing()).hasSize(DemoJobs.Kind.values().length - 1).doesNotContain(DemoJobs.Kind.CANCELLED);
        Instant now = Instant.EPOCH;
        for (DemoJobs.Kind kind : List.of(
                DemoJobs.Kind.AT,
                DemoJobs.Kind.IN,
                DemoJobs.Kind.AT_FRONT,
                DemoJobs.Kind.EVERY,
                DemoJobs.Kind.REPEAT,
                DemoJobs.Kind.CRON,
                DemoJobs.Kind.SCHEDULE,
                DemoJobs.Kind.RESCHEDULED)) {
            result.count(kind, new Outcome.Moved("x", "q", now, now, Optional.empty()));
        }
        result.count(DemoJobs.Kind.DEPENDENT, new Outcome.Deferred("x", "q", now, Optional.empty()));
        assertThat(result.missing()).containsExactly(DemoJobs.Kind.CORRUPT);
        result.count(
                DemoJobs.Kind.CORRUPT,
                new Outcome.Quarantined("x", Optional.of("q"), now, QuarantineCause.FIELD, "reason"));
        assertThat(result.missing()).isEmpty();
        result.count(DemoJobs.Kind.CANCELLED, new Outcome.Moved("x", "q", now, now, Optional.empty()));
        assertThat(result.missing()).containsExactly(DemoJobs.Kind.CANCELLED);
    }
}
