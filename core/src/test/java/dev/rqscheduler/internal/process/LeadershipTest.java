/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.testing.HandMade.LOCK;
import static dev.rqscheduler.testing.HandMade.field;
import static dev.rqscheduler.testing.HandMade.job;
import static dev.rqscheduler.testing.HandMade.queue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.internal.wire.Timestamps;
import dev.rqscheduler.testing.TestRedis;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

/** Two schedulers, ours or Python's: one leads, the other stands by; and a lock that goes away under its holder. */
@ExtendWith(TestRedis.class)
class LeadershipTest {

    private static final SchedulerOptions OPTIONS =
            SchedulerOptions.defaults().withPollCap(Duration.ofMillis(50)).withLease(Duration.ofHours(1));

    private final RedisClient client = TestRedis.client();

    @Test
    void theSecondStandsByOnceAndTakesOverAtACleanStop() throws InterruptedException {
        try (RunningScheduler first = start("first")) {
            first.awaitEvent("leading");
            try (RunningScheduler second = start("second")) {
                second.awaitEvent("standby");
                assertThat(client.hget("rq:scheduler_instance:first", "leader")).isEqualTo("1");
                assertThat(client.hget("rq:scheduler_instance:second", "leader"))
                        .isEqualTo("0");
                job("one", 1);
                first.awaitMoved(1);

                first.stop();
                assertThat(first.awaitEnd()).isNull();
                second.awaitEvent("leading");
                job("two", 1);
                second.awaitMoved(1);

                assertThat(second.events).hasSize(2);
                assertThat(client.hexists("rq:scheduler_instance:first", "death"))
                        .isTrue();
                Awaitility.await().until(() -> "1".equals(client.hget("rq:scheduler_instance:second", "leader")));
            }
        }
        assertThat(queue("default")).containsExactly("one", "two");
        assertThat(client.exists(LOCK)).isFalse();
        assertThat(client.keys("rq:scheduling:*")).containsExactly("rq:scheduling:zone-rules");
    }

    @Test
    void waitsWhileAPythonSchedulerHoldsTheLock() throws InterruptedException {
        client.set(LOCK, "1795457521.6797624", SetParams.setParams().nx().ex(11));
        job("one", 1);
        try (RunningScheduler ours = start("ours")) {
            ours.awaitEvent("standby a Python rqscheduler since 2026-11-23T");
            assertThat(queue("default")).isEmpty();
            client.del(LOCK);
            ours.awaitMoved(1);

            assertThat(client.set(
                            LOCK, "1795457599.25", SetParams.setParams().nx().ex(11)))
                    .isNull();
            assertThat(ours.count("standby")).isEqualTo(1);
        }
        assertThat(client.set(LOCK, "1795457599.25", SetParams.setParams().nx().ex(11)))
                .isEqualTo("OK");
    }

    @Test
    void movesNothingOnceTheLockIsAnothersAndLeavesThatLockAlone() throws InterruptedException {
        try (RunningScheduler ours = start("ours")) {
            ours.awaitEvent("leading");
            client.set(LOCK, "intruder");
            job("one", 1);
            ours.awaitEvent("lease lost");
            ours.awaitEvent("standby \"intruder\" (without expiry");
            assertThat(queue("default")).isEmpty();
            assertThat(field("one", "status")).isEqualTo("scheduled");

            ours.stop();
            assertThat(ours.awaitEnd()).isNull();
            assertThat(client.get(LOCK)).isEqualTo("intruder");
        }
    }

    @Test
    void recoversWhenTheLockWasDeleted() throws InterruptedException {
        try (RunningScheduler ours = start("ours")) {
            ours.awaitEvent("leading");
            client.del(LOCK);
            ours.awaitEvents("leading", 2);
            job("one", 1);
            ours.awaitMoved(1);

            assertThat(ours.count("lease lost")).isEqualTo(1);
            assertThat(ours.count("standby")).isZero();
        }
    }

    @Test
    void aBurstEndsWithTheLastDueJob() throws InterruptedException {
        for (int i = 0; i < 1_200; i++) {
            job("job-" + i, 1, "meta", i % 4 == 0 ? "{\"interval\": 86400}" : "");
        }
        job("later", 32_503_680_000.0);
        try (RunningScheduler burst = RunningScheduler.start(
                TestRedis.config(), OPTIONS.withBurst(true).withBatch(100))) {
            assertThat(burst.awaitEnd()).isNull();
        }
        assertThat(queue("default")).hasSize(1_200);
        assertThat(client.zcard("rq:scheduler:scheduled_jobs")).isEqualTo(301);
    }

    @Test
    void aBurstEndsWhileAnotherLeadsOnceNothingIsDue() throws InterruptedException {
        client.set(LOCK, "another");
        job("one", 1);
        try (RunningScheduler burst = RunningScheduler.start(TestRedis.config(), OPTIONS.withBurst(true))) {
            burst.awaitEvent("standby");
            assertThat(burst.count("ended")).isZero();
            client.del("rq:scheduler:scheduled_jobs");
            assertThat(burst.awaitEnd()).isNull();
            assertThat(burst.moved()).isZero();
        }
    }

    @Test
    void aStopFinishesTheBatchInHand() throws InterruptedException {
        for (int i = 0; i < 5_000; i++) {
            job("job-" + i, 1);
        }
        try (RunningScheduler ours = RunningScheduler.start(TestRedis.config(), OPTIONS.withBatch(50))) {
            ours.awaitMoved(10);
            ours.stop();
            assertThat(ours.awaitEnd()).isNull();

            long moved = ours.moved();
            assertThat(queue("default")).hasSize((int) moved).doesNotHaveDuplicates();
            assertThat(client.zcard("rq:scheduler:scheduled_jobs")).isEqualTo(5_000 - moved);
            assertThat(client.exists(LOCK)).isFalse();
        }
    }

    /** With a polling interval of an hour, only the signal can make it look in time. */
    @Test
    void wakesUpForAnEarlierJob() throws InterruptedException {
        try (RunningScheduler ours =
                        RunningScheduler.start(TestRedis.config(), OPTIONS.withPollCap(Duration.ofHours(1)));
                SchedulerClient scheduler = SchedulerClient.connect(TestRedis.uri())) {
            ours.awaitEvent("leading");
            scheduler.enqueueIn(Duration.ofHours(2), JobSpec.of("m.f"));
            Awaitility.await().until(() -> subscribers() > 0);
            scheduler.enqueueIn(Duration.ofMillis(200), JobSpec.of("m.f"));
            ours.awaitMoved(1);
            String late =
                    scheduler.enqueueIn(Duration.ofHours(1), JobSpec.of("m.f")).id();
            scheduler.reschedule(late, scheduler.ping());
            ours.awaitMoved(2);
        }
    }

    /** Promise P3, by Redis's clock: what was written at the push against what was asked for. */
    @Test
    void isNeverEarly() throws InterruptedException {
        try (RunningScheduler ours = start("ours");
                SchedulerClient scheduler = SchedulerClient.connect(TestRedis.uri())) {
            for (int i = 0; i < 300; i++) {
                scheduler.enqueueIn(
                        Duration.ofNanos(7_919_000L * (i % 97) + i),
                        JobSpec.builder("m.f").id("job-" + i).build());
            }
            ours.awaitMoved(300);
            for (Outcome outcome : ours.outcomes) {
                Outcome.Moved moved = (Outcome.Moved) outcome;
                assertThat(Timestamps.parse(field(moved.id(), "enqueued_at"))).isEqualTo(moved.at());
                assertThat(moved.lateness()).isGreaterThanOrEqualTo(Duration.ZERO);
            }
        }
    }

    private long subscribers() {
        return client.publish("rq:scheduling:wake-up", "0");
    }

    private static RunningScheduler start(String name) {
        return RunningScheduler.start(TestRedis.config(), OPTIONS.withName(name));
    }
}
