/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.faults.account.Account;
import dev.rqscheduler.faults.account.Finding;
import dev.rqscheduler.faults.account.FindingKind;
import dev.rqscheduler.faults.account.JobEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TallyTest {

    private final Tally tally = new Tally();

    @Test
    void findingsMovesAndSilencesAreLaidToFaults() {
        List<Blow> blows = List.of(blow("cut", 100, 102), blow("oom", 200, 210));
        List<JobEvent.Moved> moves =
                List.of(move(90, 91), move(100, 101), move(104, 105), move(150, 153), move(199, 211));
        List<Finding> findings = List.of(
                finding(FindingKind.LOST, 50), finding(FindingKind.DOUBLED, 150), finding(FindingKind.EARLY, 205));
        tally.add(new RoundResult(
                blows, new Account(9, 5, 1, 2, Account.Named.NONE, findings, moves), List.of("odd"), "Redis 7"));

        Tally.Row cut = row("cut");
        assertThat(cut.faults()).isEqualTo(1);
        assertThat(cut.moves()).as("until the first after it").isEqualTo(2);
        assertThat(cut.silences().max()).isEqualTo(Duration.ofSeconds(3));
        assertThat(cut.count(FindingKind.DOUBLED)).isEqualTo(1);
        assertThat(row("oom").count(FindingKind.EARLY)).isEqualTo(1);
        assertThat(row("before any fault").count(FindingKind.LOST)).isEqualTo(1);
        assertThat(tally.lateness().count())
                .as("those that nothing was in the way of")
                .isEqualTo(2);
        assertThat(tally.lateness().max()).isEqualTo(Duration.ofSeconds(3));
        assertThat(tally.latestAfter()).isEqualTo("45000 ms after cut");
        assertThat(tally.faults()).isEqualTo(2);
        assertThat(tally.clean()).isFalse();
    }

    private Tally.Row row(String name) {
        return Objects.requireNonNull(tally.rows().get(name), name);
    }

    private static Blow blow(String kind, long injected, long healed) {
        return new Blow(kind, kind, 1, List.of(), Instant.ofEpochSecond(injected), Instant.ofEpochSecond(healed));
    }

    private static JobEvent.Moved move(long due, long at) {
        return new JobEvent.Moved(
                Optional.of(Instant.ofEpochSecond(due)),
                Optional.of(Instant.ofEpochSecond(at)),
                Optional.empty(),
                true,
                "rqscheduler:s1:x");
    }

    private static Finding finding(FindingKind kind, long when) {
        return new Finding(kind, "j", Optional.of(Instant.ofEpochSecond(when)), "");
    }
}
