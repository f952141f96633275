/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.faults.campaign.Burden;
import dev.rqscheduler.faults.campaign.Campaign;
import dev.rqscheduler.faults.campaign.Tally;
import dev.rqscheduler.faults.fault.Catalogue;
import dev.rqscheduler.faults.fault.FaultKind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The worst of the faults once each, over named schedules. The long form is ./rqscheduler-faults schedules --long. */
@Tag("long")
class SchedulesIT {

    private static final List<String> WORST =
            List.of("kill-active", "kill-all", "stop-active", "cut", "lock-deleted", "acl-rpush", "redis-restart");
    private static final int ARENAS = 2;
    private static final Burden BURDEN = new Burden(20, 50);

    private final long seed = new Random().nextInt(1_000_000);

    @Test
    void whateverHappensEachDueTimeGetsItsRunOnce() throws InterruptedException {
        List<FaultKind> kinds = Catalogue.forSchedules().stream()
                .filter(kind -> WORST.contains(kind.name()))
                .toList();
        Tally tally = new Campaign(BuiltScheduler.jar(), BURDEN, seed, ARENAS, System.out::println)
                .run(kinds, kinds.size(), 0);
        assertThat(tally.findings()).as("seed %d", seed).isEmpty();
        assertThat(tally.oddities()).as("seed %d", seed).isEmpty();
        assertThat(tally.faults()).isEqualTo(WORST.size());
        assertThat(tally.named().schedules()).isEqualTo(ARENAS * 65);
        assertThat(tally.named().runs()).isGreaterThan(ARENAS * 50 * 5);
        assertThat(tally.named().leftOut()).isPositive();
    }
}
