/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.lab.experiment.Campaign;
import dev.rqscheduler.lab.experiment.CampaignTotals;
import dev.rqscheduler.lab.experiment.LoadProfile;
import dev.rqscheduler.lab.fault.FaultCatalogue;
import dev.rqscheduler.lab.fault.FaultKind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The worst faults once each, with named schedules. The long form is ./rqscheduler-faults schedules --long. */
@Tag("long")
class SchedulesIT {

    private static final List<String> WORST =
            List.of("kill-active", "kill-all", "stop-active", "cut", "lock-deleted", "acl-rpush", "redis-restart");
    private static final int ARENAS = 2;
    private static final LoadProfile LOAD = new LoadProfile(20, 50);

    private final long seed = new Random().nextInt(1_000_000);

    @Test
    void schedules_underFaults_haveEachRunOnce() throws InterruptedException {
        List<FaultKind> kinds = FaultCatalogue.forSchedules().stream()
                .filter(kind -> WORST.contains(kind.name()))
                .toList();
        CampaignTotals totals = new Campaign(BuiltScheduler.experiment(seed, ARENAS), LOAD).run(kinds, kinds.size(), 0);
        assertThat(totals.account().anomalies()).as("seed %d", seed).isEmpty();
        assertThat(totals.oddities()).as("seed %d", seed).isEmpty();
        assertThat(totals.faults()).isEqualTo(WORST.size());
        assertThat(totals.account().named().schedules()).isEqualTo(ARENAS * 65);
        assertThat(totals.account().named().runs()).isGreaterThan(ARENAS * 50 * 5);
        assertThat(totals.account().named().skipped()).isPositive();
    }
}
