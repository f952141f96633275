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
        assertThat(result.missing()).hasSize(Kind.values().length - 1).doesNotContain(Kind.CANCELLED);
        Instant now = Instant.EPOCH;
        for (Kind kind : List.of(
                Kind.AT, Kind.IN, Kind.AT_FRONT, Kind.EVERY, Kind.REPEAT, Kind.CRON, Kind.SCHEDULE, Kind.RESCHEDULED)) {
            result.count(kind, new Outcome.Moved("x", "q", now, now, Optional.empty()));
        }
        result.count(Kind.DEPENDENT, new Outcome.Deferred("x", "q", now, Optional.empty()));
        assertThat(result.missing()).containsExactly(Kind.CORRUPT);
        result.count(
                Kind.CORRUPT, new Outcome.Quarantined("x", Optional.of("q"), now, QuarantineCause.FIELD, "reason"));
        assertThat(result.missing()).isEmpty();
        result.count(Kind.CANCELLED, new Outcome.Moved("x", "q", now, now, Optional.empty()));
        assertThat(result.missing()).containsExactly(Kind.CANCELLED);
    }
}
