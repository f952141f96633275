/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.testing.HandMade.due;
import static dev.rqscheduler.testing.HandMade.job;
import static dev.rqscheduler.testing.HandMade.queue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.testing.HandMade;
import dev.rqscheduler.testing.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

/** Ids and scores that our client would not write but a schedule may hold, and pages that are just full or just not. */
@ExtendWith(TestRedis.class)
class OddIdTest {

    private static final Instant NOW = Instant.parse("2026-01-15T13:00:30.5Z");
    private static final double DUE = NOW.getEpochSecond();

    private final RedisClient redis = TestRedis.client();

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"interval\": 60}"})
    void aQueueWhoseNameIsNoTextGetsItsJobs(String meta) {
        byte[] id = bytes("job");
        byte[] key = bytes("rq:job:job");
        redis.hset(key, bytes("data"), bytes("opaque"));
        redis.hset(key, bytes("origin"), new byte[] {(byte) 0xc3});
        redis.hset(key, bytes("meta"), bytes(meta));
        redis.zadd(bytes(HandMade.SCHEDULE), DUE, id);

        assertThat(FrozenPass.run(NOW, ZoneOffset.UTC)).hasOnlyElementsOfType(Outcome.Moved.class);

        byte[] queue = {'r', 'q', ':', 'q', 'u', 'e', 'u', 'e', ':', (byte) 0xc3};
        assertThat(redis.lrange(queue, 0, -1)).containsExactly(id);
        assertThat(redis.zscore(bytes(HandMade.SCHEDULE), id))
                .isEqualTo(meta.isEmpty() ? null : Double.valueOf(DUE + 60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a b", "é", "%s%d", "a'b\"c", "{a}", "*"})
    void anyTextMovesToOldWorkers(String id) {
        HandMade.worker("old", "default", "1.13.0");
        job(id, DUE);
        job(id + "2", DUE, "meta", "{\"interval\": 60}");

        FrozenPass.run(NOW, ZoneOffset.UTC);

        assertThat(queue("default")).containsExactly(id, id + "2");
        assertThat(due(id)).isEmpty();
        assertThat(due(id + "2")).hasValue(DUE + 60.0);
    }

    @Test
    void tenKilobytesMove() {
        String id = "x".repeat(10_000);
        job(id, DUE);

        FrozenPass.run(NOW, ZoneOffset.UTC);

        assertThat(queue("default")).containsExactly(id);
    }

    @Test
    void scoresBelowZeroAndInfiniteOnesAreLeftAlone() {
        job("negative", -1);
        job("minus-infinity", Double.NEGATIVE_INFINITY);
        job("infinity", Double.POSITIVE_INFINITY);
        job("zero", 0);

        FrozenPass.run(NOW, ZoneOffset.UTC);

        assertThat(queue("default")).containsExactly("zero");
        assertThat(redis.zcard(HandMade.SCHEDULE)).isEqualTo(3);
    }

    @Test
    void aFractionIsDueWhenItIsOverAndNotBefore() {
        job("just-due", DUE + 0.5);
        job("not-yet", DUE + 0.500001);
        job("periodic", DUE + 0.25, "meta", "{\"interval\": 10}");

        FrozenPass.run(NOW, ZoneOffset.UTC);

        assertThat(queue("default")).containsExactly("periodic", "just-due");
        assertThat(due("not-yet")).isPresent();
        assertThat(due("periodic")).hasValue(DUE + 10.25);
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "1, 5", "4, 5", "5, 5", "6, 5", "10, 5", "11, 5", "3, 1", "2000, 2000", "2001, 2000"})
    void pagesEndWhereTheyMust(int jobs, int batch) {
        for (int i = 0; i < jobs; i++) {
            job(
                    String.format("job-%04d", i),
                    DUE,
                    i % 3 == 0 ? "meta" : "timeout",
                    i % 3 == 0 ? "{\"interval\": 9}" : "1");
        }

        List<Outcome> outcomes = FrozenPass.run(NOW, ZoneOffset.UTC, batch);

        assertThat(outcomes).hasSize(jobs);
        assertThat(queue("default"))
                .isEqualTo(IntStream.range(0, jobs)
                        .mapToObj(i -> String.format("job-%04d", i))
                        .toList());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
