/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.testing.HandMade.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.testing.TestRedis;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

/** Redis goes away and comes back, or is not there at the start; and a listener that throws at every call. */
@ExtendWith(TestRedis.class)
class RedisAwayTest {

    private static final SchedulerOptions OPTIONS =
            SchedulerOptions.defaults().withPollCap(Duration.ofMillis(20)).withLease(Duration.ofMinutes(1));

    @Test
    void isSaidOnceAndJobsMoveAgainAfterwards() throws InterruptedException {
        try (RedisServer server = RedisServer.builder().appendOnly(true).start();
                RunningScheduler ours = RunningScheduler.start(RedisConfig.parse(server.uri()), OPTIONS)) {
            ours.awaitEvent("leading");
            add(server, "before");
            ours.awaitMoved(1);

            server.kill();
            ours.awaitEvent("away");
            AtomicInteger attempts = new AtomicInteger();
            Awaitility.await().pollInterval(Duration.ofMillis(100)).until(() -> attempts.incrementAndGet() > 10);
            server.restart();
            ours.awaitEvent("back");
            add(server, "after");
            ours.awaitMoved(2);

            assertThat(ours.count("away")).isEqualTo(1);
            assertThat(ours.count("back")).isEqualTo(1);
            ours.stop();
            assertThat(ours.awaitEnd()).isNull();
        }
    }

    /** Redis restarts with nothing: the lock and the registration are gone, and are taken again. */
    @Test
    void anEmptyRedisIsLedAnew() throws InterruptedException {
        try (RedisServer server = RedisServer.start();
                RunningScheduler ours =
                        RunningScheduler.start(RedisConfig.parse(server.uri()), OPTIONS.withName("ours"))) {
            ours.awaitEvent("leading");
            server.restart();
            ours.awaitEvents("leading", 2);
            add(server, "after");
            ours.awaitMoved(1);
        }
    }

    @Test
    void isAFailureAtTheStart() throws InterruptedException {
        try (RunningScheduler ours = RunningScheduler.start(RedisConfig.parse("redis://127.0.0.1:1"), OPTIONS)) {
            assertThat(ours.awaitEnd())
                    .isInstanceOfSatisfying(
                            RedisException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(RedisException.Kind.UNREACHABLE));
            assertThat(ours.events).containsExactly("ended");
        }
    }

    @Test
    void isWaitedForAtTheStartIfAsked() throws InterruptedException {
        try (RedisServer server = RedisServer.start()) {
            RedisConfig config = RedisConfig.parse(server.uri());
            server.stop();
            try (RunningScheduler ours = RunningScheduler.start(config, OPTIONS.withWaitForRedis(true))) {
                ours.awaitEvent("away");
                server.restart();
                ours.awaitEvent("back");
                ours.awaitEvent("leading");
                assertThat(ours.count("away")).isEqualTo(1);
            }
        }
    }

    @Test
    void aStopIsHeardWhileRedisIsAway() throws InterruptedException {
        try (RunningScheduler ours =
                RunningScheduler.start(RedisConfig.parse("redis://127.0.0.1:1"), OPTIONS.withWaitForRedis(true))) {
            ours.awaitEvent("away");
            ours.stop();
            assertThat(ours.awaitEnd()).isNull();
        }
    }

    @Test
    void aListenerThatThrowsHarmsNothing() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            job("job-" + i, 1, "meta", i % 2 == 0 ? "broken" : "");
        }
        SchedulerListener thrower = new SchedulerListener() {
            @Override
            public void onOutcome(Outcome outcome) {
                throw new IllegalStateException("on purpose, " + outcome.id());
            }

            @Override
            public void onLeading() {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void onIdle() {
                throw new IllegalStateException("on purpose");
            }
        };
        try (RedisConnection redis = TestRedis.connection()) {
            new SchedulerLoop(OPTIONS.withBurst(true), redis, thrower, Map.of()).run();
        }
        assertThat(TestRedis.client().llen("rq:queue:default")).isEqualTo(10);
        assertThat(TestRedis.client().zcard("rq:scheduling:quarantine")).isEqualTo(10);
    }

    private static void add(RedisServer server, String id) {
        try (RedisClient client = RedisClient.create(server.uri())) {
            job(client, id, 1);
        }
    }
}
