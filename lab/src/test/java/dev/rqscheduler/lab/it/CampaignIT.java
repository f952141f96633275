/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.lab.account.Anomaly;
import dev.rqscheduler.lab.experiment.Campaign;
import dev.rqscheduler.lab.experiment.CampaignTotals;
import dev.rqscheduler.lab.experiment.LoadProfile;
import dev.rqscheduler.lab.fault.FaultCatalogue;
import dev.rqscheduler.lab.fault.FaultKind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every kind of fault once, and some together. The long form is ./rqscheduler-faults --long. */
@Tag("long")
class CampaignIT {

    private static final int MIXED = 6;
    private static final int ARENAS = 7;
    private static final int JOBS = 4_000;

    private final long seed = new Random().nextInt(1_000_000);
    private final List<FaultKind> kinds = FaultCatalogue.all();
    private final Campaign campaign = new Campaign(BuiltScheduler.experiment(seed, ARENAS), LoadProfile.JOBS);

    @Test
    void campaign_withEachKindOfFault_hasNoAnomalies() throws InterruptedException {
        FaultCatalogue.missing().forEach(System.out::println);
        CampaignTotals totals = campaign.run(kinds, kinds.size() + MIXED, JOBS);
        assertThat(totals.account().anomalies()).as("seed %d", seed).isEmpty();
        assertThat(totals.oddities()).as("seed %d", seed).isEmpty();
        assertThat(totals.faults()).isGreaterThanOrEqualTo(kinds.size() + MIXED);
        assertThat(totals.account().promises()).isGreaterThanOrEqualTo(JOBS);
        assertThat(totals.account().runs()).isGreaterThan(JOBS / 2);
        assertThat(totals.account().quarantined()).as("there were poison jobs").isPositive();
        assertThat(totals.rows().keySet())
                .containsAll(kinds.stream().map(FaultKind::name).toList());
    }

    @Test
    void brokenMover_isDetected() throws InterruptedException {
        CampaignTotals totals = campaign.runBroken(kinds);
        assertThat(totals.account().count(Anomaly.Kind.DOUBLED))
                .as("seed %d", seed)
                .isPositive();
        assertThat(totals.account().count(Anomaly.Kind.TORN)).isPositive();
        assertThat(totals.account().count(Anomaly.Kind.UNFENCED)).isPositive();
    }
}
