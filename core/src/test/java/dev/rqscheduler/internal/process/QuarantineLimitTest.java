/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.testing.HandMade.job;
import static dev.rqscheduler.testing.HandMade.queue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.QuarantinedJob;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.store.QuarantineStore;
import dev.rqscheduler.testing.TestRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A quarantine that is full forgets the oldest, says so, and keeps the rest and all good jobs as they should be. */
@ExtendWith(TestRedis.class)
class QuarantineLimitTest {

    private final List<Outcome> outcomes = new ArrayList<>();

    @Test
    void theOldestLeaveWithAReportAndKeepTheirHashes() throws InterruptedException {
        poison("old", 3);
        burst(5);
        assertThat(evicted()).isEmpty();

        poison("new", 4);
        job("good", 1);
        burst(5);

        assertThat(evicted()).containsExactlyInAnyOrder("old-0", "old-1");
        assertThat(outcomes).filteredOn(Outcome.Evicted.class::isInstance).allSatisfy(outcome -> {
            assertThat(outcome.due()).hasToString("1970-01-01T00:00:01Z");
            assertThat(((Outcome.Evicted) outcome).reason()).contains("meta");
        });
        assertThat(kept()).containsExactlyInAnyOrder("old-2", "new-0", "new-1", "new-2", "new-3");
        assertThat(TestRedis.client().hlen("rq:scheduling:quarantine:reasons")).isEqualTo(5);
        assertThat(TestRedis.client().exists("rq:job:old-0")).isTrue();
        assertThat(queue("default")).containsExactly("good");
    }

    @Test
    void aLimitThatWasLoweredHoldsAtTheNextOne() throws InterruptedException {
        poison("old", 30);
        burst(100);
        poison("new", 1);
        burst(2);
        assertThat(kept()).hasSize(2).contains("new-0");
        assertThat(evicted()).hasSize(29);
    }

    @Test
    void aBatchThatIsLargerThanTheLimitIsTold() throws InterruptedException {
        poison("bad", 50);
        burst(1);
        assertThat(kept()).hasSize(1);
        assertThat(evicted()).hasSize(49).doesNotContainAnyElementsOf(kept());
    }

    private static void poison(String prefix, int count) {
        for (int i = 0; i < count; i++) {
            job(prefix + "-" + i, 1, "meta", "broken");
        }
    }

    private void burst(int limit) throws InterruptedException {
        SchedulerListener listener = new SchedulerListener() {
            @Override
            public void onOutcome(Outcome outcome) {
                outcomes.add(outcome);
            }
        };
        var options = SchedulerOptions.defaults().withBurst(true).withQuarantineLimit(limit);
        try (RedisConnection redis = TestRedis.connection()) {
            new SchedulerLoop(options, redis, listener, Map.of()).run();
        }
    }

    private List<String> evicted() {
        return outcomes.stream()
                .filter(Outcome.Evicted.class::isInstance)
                .map(Outcome::id)
                .toList();
    }

    private static List<String> kept() {
        try (RedisConnection redis = TestRedis.connection()) {
            return new QuarantineStore(redis)
                    .list(0, 100).stream().map(QuarantinedJob::id).toList();
        }
    }
}
