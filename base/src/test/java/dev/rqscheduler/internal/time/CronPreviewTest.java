/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.rqscheduler.api.RepeatedHour;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.time.CronPreview.Edge;
import dev.rqscheduler.internal.time.CronPreview.Occurrence;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class CronPreviewTest {
    private static final Zone BERLIN = Zone.of("Europe/Berlin");

    @Test
    void marksTheRunThatIsShiftedOutOfTheGap() {
        var runs =
                CronPreview.next(CronExpression.parse("30 2 * * *"), BERLIN, Instant.parse("2026-03-28T00:00:00Z"), 3);

        assertThat(runs)
                .extracting(
                        run -> run.at().toString(),
                        run -> run.clock().toString(),
                        Occurrence::written,
                        Occurrence::edge)
                .containsExactly(
                        tuple(
                                "2026-03-28T01:30:00Z",
                                "2026-03-28T02:30+01:00",
                                LocalDateTime.parse("2026-03-28T02:30"),
                                Edge.NORMAL),
                        tuple(
                                "2026-03-29T01:30:00Z",
                                "2026-03-29T03:30+02:00",
                                LocalDateTime.parse("2026-03-29T02:30"),
                                Edge.SHIFTED_OUT_OF_GAP),
                        tuple(
                                "2026-03-30T00:30:00Z",
                                "2026-03-30T02:30+02:00",
                                LocalDateTime.parse("2026-03-30T02:30"),
                                Edge.NORMAL));
    }

    @Test
    void aShiftedRunThatIsARunAnywayIsNormal() {
        var runs = CronPreview.next(
                CronExpression.parse("*/30 * * * *"), BERLIN, Instant.parse("2026-03-29T00:30:00Z"), 4);

        assertThat(runs)
                .extracting(Occurrence::at, Occurrence::edge)
                .containsExactly(
                        tuple(Instant.parse("2026-03-29T01:00:00Z"), Edge.NORMAL),
                        tuple(Instant.parse("2026-03-29T01:30:00Z"), Edge.NORMAL),
                        tuple(Instant.parse("2026-03-29T02:00:00Z"), Edge.NORMAL),
                        tuple(Instant.parse("2026-03-29T02:30:00Z"), Edge.NORMAL));
    }

    @Test
    void marksBothPassesOfARepeatedHour() {
        var hourly = CronExpression.parse("@hourly");
        Instant now = Instant.parse("2026-10-24T23:00:00Z");

        assertThat(CronPreview.next(hourly, BERLIN, now, 3, RepeatedHour.WILDCARDS_TWICE))
                .extracting(Occurrence::at, Occurrence::edge)
                .containsExactly(
                        tuple(Instant.parse("2026-10-25T00:00:00Z"), Edge.REPEATED_HOUR_FIRST),
                        tuple(Instant.parse("2026-10-25T01:00:00Z"), Edge.REPEATED_HOUR_SECOND),
                        tuple(Instant.parse("2026-10-25T02:00:00Z"), Edge.NORMAL));
        assertThat(CronPreview.next(hourly, BERLIN, now, 2))
                .extracting(Occurrence::at, Occurrence::edge)
                .containsExactly(
                        tuple(Instant.parse("2026-10-25T00:00:00Z"), Edge.REPEATED_HOUR_FIRST),
                        tuple(Instant.parse("2026-10-25T02:00:00Z"), Edge.NORMAL));
    }

    @Test
    void endsWhereTheExpressionEnds() {
        var cron = CronExpression.parse("0 0 1 1 * 2027,2029");

        assertThat(CronPreview.next(cron, Zone.UTC, Instant.EPOCH, 10)).hasSize(2);
        assertThat(CronPreview.next(cron, Zone.UTC, Instant.EPOCH, 1)).hasSize(1);
        assertThat(CronPreview.next(cron, Zone.UTC, Instant.EPOCH, 0)).isEmpty();
    }

    @Test
    void countIsLimited() {
        var cron = CronExpression.parse("* * * * *");

        assertThat(CronPreview.next(cron, BERLIN, Instant.EPOCH, CronPreview.MOST_RUNS))
                .hasSize(1000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CronPreview.next(cron, BERLIN, Instant.EPOCH, 1001))
                .withMessage("a preview shows 0 to 1000 runs, but 1001 were requested");
        assertThatIllegalArgumentException().isThrownBy(() -> CronPreview.next(cron, BERLIN, Instant.EPOCH, -1));
    }
}
