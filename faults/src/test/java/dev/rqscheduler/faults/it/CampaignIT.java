/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.faults.account.FindingKind;
import dev.rqscheduler.faults.campaign.Burden;
import dev.rqscheduler.faults.campaign.Campaign;
import dev.rqscheduler.faults.campaign.Tally;
import dev.rqscheduler.faults.fault.Catalogue;
import dev.rqscheduler.faults.fault.FaultKind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every kind of fault once, and some at the same time. The long form is ./rqscheduler-faults --long. */
@Tag("long")
class CampaignIT {

    private static final int MIXED = 6;
    private static final int ARENAS = 7;
    private static final int JOBS = 4_000;

    private final long seed = new Random().nextInt(1_000_000);
    private final List<FaultKind> kinds = Catalogue.all();
    private final Campaign campaign =
            new Campaign(BuiltScheduler.jar(), Burden.JOBS, seed, ARENAS, System.out::println);

    @Test
    void whateverHappensEachJobIsMovedOnceAndInTime() throws InterruptedException {
        Catalogue.missing().forEach(System.out::println);
        Tally tally = campaign.run(kinds, kinds.size() + MIXED, JOBS);
        assertThat(tally.findings()).as("seed %d", seed).isEmpty();
        assertThat(tally.oddities()).as("seed %d", seed).isEmpty();
        assertThat(tally.faults()).isGreaterThanOrEqualTo(kinds.size() + MIXED);
        assertThat(tally.promises()).isGreaterThanOrEqualTo(JOBS);
        assertThat(tally.runs()).isGreaterThan(JOBS / 2);
        assertThat(tally.quarantined()).as("poison was among them").isPositive();
        assertThat(tally.rows().keySet())
                .containsAll(kinds.stream().map(FaultKind::name).toList());
    }

    @Test
    void aMoverThatIsWrongIsCaught() throws InterruptedException {
        Tally tally = campaign.runBroken(kinds);
        assertThat(tally.count(FindingKind.DOUBLED)).as("seed %d", seed).isPositive();
        assertThat(tally.count(FindingKind.TORN)).isPositive();
        assertThat(tally.count(FindingKind.UNFENCED)).isPositive();
    }
}
