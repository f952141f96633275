/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.testing.HandMade.due;
import static dev.rqscheduler.testing.HandMade.field;
import static dev.rqscheduler.testing.HandMade.hash;
import static dev.rqscheduler.testing.HandMade.job;
import static dev.rqscheduler.testing.HandMade.queue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.testing.TestRedis;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.RedisClient;

/** A due job whose dependencies are unfinished is registered where RQ's workers find it (RQ 1.14 and later). */
@ExtendWith(TestRedis.class)
class DeferralTest {

    private static final Instant NOW = Instant.parse("2026-01-15T13:00:30.25Z");
    private static final double DUE = NOW.getEpochSecond() - 10;

    private final RedisClient redis = TestRedis.client();

    @ParameterizedTest
    @CsvSource({
        "queued, 0, true", "started, 1, true", "failed, '', true", "failed, 0, true", "failed, 1, false",
        "finished, '', false", "deferred, 1, true", "scheduled, '', true", "'', '', true", "none, '', false"
    })
    void dependsOnTheStatusOfTheParent(String status, String failuresAreFine, boolean deferred) {
        if (!status.equals("none")) {
            hash(redis, "parent", "status", status);
        }
        job("child", DUE, "dependency_ids", "[\"parent\"]", "allow_dependency_failures", failuresAreFine);

        FrozenPass.run(NOW, ZoneOffset.UTC);

        assertThat(redis.zrange("rq:deferred:default", 0, -1).contains("child")).isEqualTo(deferred);
        assertThat(queue("default").contains("child")).isEqualTo(!deferred);
        assertThat(field("child", "status")).isEqualTo(deferred ? "deferred" : "queued");
        assertThat(due("child")).isEmpty();
    }

    @Test
    void writesWhatRqWrites() {
        hash(redis, "p1", "status", "started");
        hash(redis, "p2", "status", "finished");
        job("child", DUE, "dependency_ids", "[\"p1\", \"p2\", \"gone\"]", "ttl", "300", "origin", "q");

        assertThat(FrozenPass.run(NOW, ZoneOffset.UTC))
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        child -> assertThat(child.queue()).isEqualTo("q"));

        assertThat(redis.zscore("rq:deferred:q", "child")).isEqualTo(253_402_300_799.0);
        assertThat(redis.smembers("rq:job:p1:dependents")).containsExactly("child");
        assertThat(redis.smembers("rq:job::child:dependencies")).containsExactlyInAnyOrder("p1", "p2", "gone");
        assertThat(redis.smembers("rq:queues")).containsExactly("rq:queue:q");
        assertThat(redis.exists("rq:queue:q")).isFalse();
        assertThat(redis.hexists("rq:job:child", "enqueued_at")).isFalse();
        assertThat(redis.hexists("rq:job:child", "timeout")).isFalse();
        assertThat(redis.ttl("rq:job:child")).isBetween(1L, 300L);
        assertThat(redis.ttl("rq:job::child:dependencies")).isBetween(1L, 300L);
    }

    @Test
    void aPeriodicJobStaysScheduledAndIsQueuedOnceItsParentIsThrough() {
        hash(redis, "parent", "status", "started");
        job("child", DUE, "dependency_id", "parent", "meta", "{\"interval\": 60, \"repeat\": 3}");

        FrozenPass.run(NOW, ZoneOffset.UTC);
        assertThat(due("child")).hasValue(DUE + 60);
        assertThat(redis.zcard("rq:deferred:default")).isEqualTo(1);

        redis.hset("rq:job:parent", "status", "finished");
        FrozenPass.run(NOW.plusSeconds(60), ZoneOffset.UTC);
        assertThat(queue("default")).containsExactly("child");
        assertThat(field("child", "status")).isEqualTo("queued");
        assertThat(redis.exists("rq:deferred:default")).isFalse();
        assertThat(due("child")).hasValue(DUE + 120);
        assertThat(field("child", "meta")).isEqualTo("{\"interval\": 60, \"repeat\": 1}");
    }

    @Test
    void aThousandDependenciesOfManyJobsAreLookedAt() {
        hash(redis, "slow", "status", "started");
        String ids = "[\"slow\"" + ", \"gone\"".repeat(999) + "]";
        for (int i = 0; i < 5; i++) {
            job("child-" + i, DUE + i, "dependency_ids", ids);
        }

        assertThat(FrozenPass.run(NOW, ZoneOffset.UTC)).hasSize(5).hasOnlyElementsOfType(Outcome.Deferred.class);
        assertThat(redis.scard("rq:job:slow:dependents")).isEqualTo(5);
        assertThat(redis.zcard("rq:scheduler:scheduled_jobs")).isZero();
    }
}
