/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.DateRange;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.RunSkipReason;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.internal.run.RunPlanner.Resumption;
import dev.rqscheduler.internal.schedule.Plans;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a schedule goes on with when a pause ends. */
class ResumptionTest {

    private static final Instant DUE = Instant.parse("2026-03-02T12:00:00Z");

    private static Schedule.Builder hourly() {
        return Schedule.builder("n", JobSpec.of("f")).every(Duration.ofHours(1));
    }

    private static Resumption resume(Schedule.Builder schedule, Instant now) {
        return RunPlanner.resume(schedule.build(), Optional.of(DUE), now);
    }

    @Test
    void whatCameDueIsLeftOutAndTold() {
        Resumption resumed = resume(hourly(), Instant.parse("2026-03-02T14:00:00Z"));
        assertThat(resumed.passed()).contains(HistoryEntry.skipped(DUE, RunSkipReason.PAUSED, 2));
        assertThat(resumed.next()).isEqualTo(at("2026-03-02T15:00:00Z"));
    }

    @Test
    void whatIsToComeStays() {
        Resumption resumed = resume(hourly(), DUE.minusNanos(1_000));
        assertThat(resumed.passed()).isEmpty();
        assertThat(resumed.next()).isEqualTo(new RunStep.Next.At(DUE, DUE));
    }

    /** The run of a due time comes later by the jitter; until then it is not over. */
    @Test
    void aRunWhoseJitterIsNotOverStays() {
        Schedule.Builder jittery = hourly().jitter(Duration.ofMinutes(30));
        Instant moment = Plans.of(jittery.build()).moment(DUE);
        assertThat(moment).isAfter(DUE);
        Resumption resumed = resume(jittery, moment.minusNanos(1_000));
        assertThat(resumed.passed()).isEmpty();
        assertThat(resumed.next()).isEqualTo(new RunStep.Next.At(DUE, moment));
        assertThat(resume(jittery, moment).passed()).contains(HistoryEntry.skipped(DUE, RunSkipReason.PAUSED, 0));
    }

    @Test
    void whatIsExcludedSaysSo() {
        Schedule.Builder excluded =
                hourly().exclude(new DateRange(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-02")));
        assertThat(resume(excluded, DUE).passed()).contains(HistoryEntry.skipped(DUE, RunSkipReason.EXCLUDED, 0));
    }

    /** As after an edit by another hand, or where a schedule was written without. */
    @Test
    void aDueTimeThatIsNoneOfItsOwnIsForgotten() {
        Schedule schedule = hourly().build();
        Instant now = DUE.plusSeconds(60);
        assertThat(RunPlanner.resume(schedule, Optional.of(DUE.plusSeconds(1)), now))
                .isEqualTo(RunPlanner.resume(schedule, Optional.empty(), now))
                .isEqualTo(new Resumption(at("2026-03-02T13:00:00Z"), Optional.empty()));
    }

    private static RunStep.Next at(String due) {
        return new RunStep.Next.At(Instant.parse(due), Instant.parse(due));
    }
}
