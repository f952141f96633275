/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.lab.account.Account;
import dev.rqscheduler.lab.account.Anomaly;
import dev.rqscheduler.lab.account.JobEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CampaignTotalsTest {

    private final CampaignTotals totals = new CampaignTotals();

    @Test
    void anomaliesMovesAndPauses_areAttributedToFaults() {
        List<Injection> injections = List.of(injection("cut", 100, 102), injection("oom", 200, 210));
        List<JobEvent.Moved> moves =
                List.of(move(90, 91), move(100, 101), move(104, 105), move(150, 153), move(199, 211));
        List<Anomaly> anomalies = List.of(
                anomaly(Anomaly.Kind.LOST, 50), anomaly(Anomaly.Kind.DOUBLED, 150), anomaly(Anomaly.Kind.EARLY, 205));
        totals.add(new Round.Result(
                injections, new Account(9, 5, 1, 2, Account.Named.NONE, anomalies, moves), List.of("odd"), "Redis 7"));

        CampaignTotals.Row cut = row("cut");
        assertThat(cut.faults()).isEqualTo(1);
        assertThat(cut.moves()).as("until the first one after healing").isEqualTo(2);
        assertThat(cut.pauses().max()).isEqualTo(3_000);
        assertThat(cut.count(Anomaly.Kind.DOUBLED)).isEqualTo(1);
        assertThat(row("oom").count(Anomaly.Kind.EARLY)).isEqualTo(1);
        assertThat(row("before any fault").count(Anomaly.Kind.LOST)).isEqualTo(1);
        assertThat(totals.lateness().count()).as("those not affected by faults").isEqualTo(2);
        assertThat(totals.lateness().max()).isEqualTo(3_000);
        assertThat(totals.latestAfter()).isEqualTo("45000 ms after cut");
        assertThat(totals.faults()).isEqualTo(2);
        assertThat(totals.account().anomalies()).hasSize(3);
        assertThat(totals.oddities()).containsExactly("odd");
    }

    private CampaignTotals.Row row(String name) {
        return Objects.requireNonNull(totals.rows().get(name), name);
    }

    private static Injection injection(String kind, long injected, long healed) {
        return new Injection(kind, kind, 1, List.of(), Instant.ofEpochSecond(injected), Instant.ofEpochSecond(healed));
    }

    private static JobEvent.Moved move(long due, long at) {
        return new JobEvent.Moved(
                Optional.of(Instant.ofEpochSecond(due)),
                Optional.of(Instant.ofEpochSecond(at)),
                Optional.empty(),
                true,
                "rqscheduler:s1:x");
    }

    private static Anomaly anomaly(Anomaly.Kind kind, long when) {
        return new Anomaly(kind, "j", Optional.of(Instant.ofEpochSecond(when)), "");
    }
}
