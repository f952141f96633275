/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.testing.HandMade.due;
import static dev.rqscheduler.testing.HandMade.field;
import static dev.rqscheduler.testing.HandMade.job;
import static dev.rqscheduler.testing.HandMade.queue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.QuarantineCause;
import dev.rqscheduler.testing.HandMade;
import dev.rqscheduler.testing.RedisState;
import dev.rqscheduler.testing.TestRedis;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

/** A key of another type than RQ writes, or a field beyond all bounds, stops one job: the others move. */
@ExtendWith(TestRedis.class)
class BadKeyTest {

    private static final Instant NOW = Instant.parse("2026-01-15T13:00:30Z");
    private static final double DUE = NOW.getEpochSecond();
    private static final String MINUTELY = "{\"interval\": 60}";

    private final RedisClient redis = TestRedis.client();

    @BeforeEach
    void goodJobsAround() {
        job("good-1", DUE - 20);
        job("good-2", DUE - 2, "meta", MINUTELY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", MINUTELY})
    void aQueueOfAnotherType(String meta) {
        job("bad", DUE - 10, "origin", "broken", "meta", meta);
        redis.set("rq:queue:broken", "text");

        onlyBadIsPutAside(QuarantineCause.KEY, "rq:queue:broken is a string, not a list");
        assertThat(redis.get("rq:queue:broken")).isEqualTo("text");
        assertThat(field("bad", "status")).isEqualTo("scheduled");
    }

    /** Bad jobs that not even quarantine takes are passed over; the pass ends, and the good ones behind them move. */
    @Test
    void aQueueAndTheQuarantineOfAnotherType() {
        for (int i = 0; i < 9; i++) {
            job("bad-" + i, DUE - 30, "origin", "broken", "meta", MINUTELY);
        }
        redis.set("rq:queue:broken", "text");
        redis.set("rq:scheduling:quarantine", "text");

        List<Outcome> outcomes = FrozenPass.run(NOW, ZoneOffset.UTC, 3);

        assertThat(HandMade.queue("default")).containsExactly("good-1", "good-2");
        assertThat(outcomes).filteredOn(Outcome.Stuck.class::isInstance).hasSize(9);
    }

    @Test
    void aJobOfAnotherType() {
        redis.rpush("rq:job:bad", "x");
        redis.zadd(HandMade.SCHEDULE, DUE - 10, "bad");

        onlyBadIsPutAside(QuarantineCause.KEY, "rq:job:bad cannot be read: WRONGTYPE");
    }

    @Test
    void dependentsOfAnotherType() {
        HandMade.hash(redis, "parent", "status", "started");
        redis.set("rq:job:parent:dependents", "text");
        job("bad", DUE - 10, "dependency_ids", "[\"parent\"]");

        onlyBadIsPutAside(QuarantineCause.KEY, "rq:job:parent:dependents is a string, not a set");
        assertThat(redis.exists("rq:deferred:default")).isFalse();
        assertThat(redis.exists("rq:job::bad:dependencies")).isFalse();
    }

    @Test
    void dependenciesOfAnotherType() {
        HandMade.hash(redis, "parent", "status", "started");
        redis.set("rq:job::bad:dependencies", "text");
        job("bad", DUE - 10, "dependency_ids", "[\"parent\"]");

        onlyBadIsPutAside(QuarantineCause.KEY, "rq:job::bad:dependencies is a string, not a set");
        assertThat(redis.exists("rq:job:parent:dependents")).isFalse();
    }

    @Test
    void aDeferredRegistryOfAnotherType() {
        HandMade.hash(redis, "parent", "status", "started");
        redis.set("rq:deferred:other", "text");
        job("bad", DUE - 10, "dependency_ids", "[\"parent\"]", "origin", "other");

        onlyBadIsPutAside(QuarantineCause.KEY, "rq:deferred:other is a string, not a zset");
        assertThat(redis.exists("rq:job:parent:dependents")).isFalse();
    }

    @Test
    void metaOfMoreThanAMegabyte() {
        job("bad", DUE - 10, "meta", "{\"note\": \"" + "x".repeat(1 << 20) + "\"}");

        onlyBadIsPutAside(QuarantineCause.FORMAT, "meta is 1048588 bytes long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"origin", "dependency_ids", "created_at"})
    void aFieldOfMoreThan64Kilobytes(String name) {
        job("bad", DUE - 10, name, "x".repeat(70_000));

        onlyBadIsPutAside(QuarantineCause.FORMAT, name + " is 70000 bytes long");
    }

    /** Half of a pair of surrogates is text to Python and no text to UTF-8, in which the reason is kept. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\ud83d",
                "\\ude00",
                "0123456789012345678901234567890123456789012345678901234567890123456789012345678\\ud83d\\ude00 and more"
            })
    void aReasonThatQuotesHalfACharacter(String text) {
        job("bad", DUE - 10, "meta", "{\"interval\": \"" + text + "\"}");

        onlyBadIsPutAside(QuarantineCause.FIELD, "interval must be a number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30T12:34:56.789012Z",
                "2026-13-01T12:34:56.789012Z",
                "2026-00-10T12:34:56.789012Z",
                "2026-01-10T24:34:56.789012Z",
                "2026-01-10T12:60:56.789012Z",
                "0000-01-10T12:34:56.789012Z",
                "2025-02-29T12:34:56.789012Z"
            })
    void aTimeThatDoesNotExist(String time) {
        job("bad", DUE - 10, "created_at", time);

        onlyBadIsPutAside(QuarantineCause.FIELD, "created_at \"" + time + "\" is not a time that RQ can read");
    }

    @Test
    void aFlagThatNoWorkerCanLoad() {
        job("bad", DUE - 10, "allow_dependency_failures", "true");

        onlyBadIsPutAside(QuarantineCause.FIELD, "allow_dependency_failures must be 0 or 1");
    }

    /** The form that a fast look knows and the one that Java knows must be the same: each of these is fine to RQ. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T23:59:59.999999Z",
                "2026-01-31T00:00:00.000000Z",
                "2026-01-15T12:34:56Z",
                "2026-01-15T12:34:56.7Z",
                ""
            })
    void aTimeThatExistsIsNone(String time) {
        job("fine", DUE - 10, "created_at", time);

        assertThat(FrozenPass.run(NOW, ZoneOffset.UTC)).hasOnlyElementsOfType(Outcome.Moved.class);
        assertThat(queue("default")).containsExactly("good-1", "fine", "good-2");
    }

    private void onlyBadIsPutAside(QuarantineCause cause, String reason) {
        Map<String, Object> before = RedisState.dump(redis);

        List<Outcome> outcomes = FrozenPass.run(NOW, ZoneOffset.UTC);

        assertThat(queue("default")).containsExactly("good-1", "good-2");
        assertThat(due("bad")).isEmpty();
        assertThat(due("good-2")).isPresent();
        assertThat(outcomes).filteredOn(Outcome.Moved.class::isInstance).hasSize(2);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.id().equals("bad"))
                .singleElement()
                .isInstanceOfSatisfying(Outcome.Quarantined.class, bad -> {
                    assertThat(bad.reason()).contains(reason);
                    assertThat(bad.cause()).isEqualTo(cause);
                });
        assertThat(redis.zrange("rq:scheduling:quarantine", 0, -1)).containsExactly("bad");
        assertThat(redis.hget("rq:scheduling:quarantine:reasons", "bad")).isNotEmpty();
        assertThat(RedisState.dump(redis).get("rq:job:bad")).isEqualTo(before.get("rq:job:bad"));
    }
}
