/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.testing.HandMade.SCHEDULE;
import static dev.rqscheduler.testing.HandMade.due;
import static dev.rqscheduler.testing.HandMade.hash;
import static dev.rqscheduler.testing.HandMade.queue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.testing.TestRedis;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

/** An id without a hash gets a grace period, in which a slow writer may finish, and is then dropped, not silently. */
@ExtendWith(TestRedis.class)
class MissingHashTest {

    private static final Instant NOW = Instant.parse("2026-01-15T13:00:30Z");
    private static final Instant DUE = NOW.minusSeconds(7);

    private final RedisClient redis = TestRedis.client();

    @BeforeEach
    void anIdWithoutAHash() {
        redis.zadd(SCHEDULE, (double) DUE.getEpochSecond(), "ghost");
        assertThat(FrozenPass.run(NOW, ZoneOffset.UTC)).containsExactly(new Outcome.Missing("ghost", DUE));
    }

    @Test
    void isDroppedAfterTheGracePeriodAndNotBefore() {
        assertThat(FrozenPass.run(NOW.plusSeconds(4), ZoneOffset.UTC)).isEmpty();
        assertThat(due("ghost")).isPresent();

        assertThat(FrozenPass.run(NOW.plusSeconds(6), ZoneOffset.UTC))
                .containsExactly(new Outcome.Dropped("ghost", DUE));
        assertThat(redis.keys("*")).isEmpty();
    }

    /** As where its field has expired, which Redis 7.4 and Valkey 9 can do. */
    @Test
    void aHashWithoutDataIsToldAsThat() {
        redis.hset("rq:job:hollow", "status", "scheduled");
        redis.zadd(SCHEDULE, (double) NOW.getEpochSecond(), "hollow");

        assertThat(FrozenPass.run(NOW, ZoneOffset.UTC)).containsExactly(new Outcome.Missing("hollow", NOW, true));
        assertThat(FrozenPass.run(NOW.plusSeconds(6), ZoneOffset.UTC))
                .containsExactlyInAnyOrder(new Outcome.Dropped("ghost", DUE), new Outcome.Dropped("hollow", NOW, true));
        assertThat(redis.exists("rq:job:hollow")).isTrue();
    }

    @Test
    void movesIfTheHashCameAndKeepsItsDueTime() {
        hash(redis, "ghost");

        assertThat(FrozenPass.run(NOW.plusSeconds(6), ZoneOffset.UTC))
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Moved.class, moved -> assertThat(moved.due()).isEqualTo(DUE));
        assertThat(queue("default")).containsExactly("ghost");
        assertThat(redis.exists("rq:scheduling:missing")).isFalse();
    }

    @Test
    void keepsThePhaseOfAnInterval() {
        hash(redis, "ghost", "meta", "{\"interval\": 60}");

        FrozenPass.run(NOW.plusSeconds(6), ZoneOffset.UTC);

        assertThat(due("ghost")).hasValue(DUE.getEpochSecond() + 60.0);
    }

    @Test
    void isNotDroppedForAHashWithoutDataThatGetsSome() {
        redis.hset("rq:job:ghost", "origin", "default");
        assertThat(FrozenPass.run(NOW.plusSeconds(4), ZoneOffset.UTC)).isEmpty();
        redis.hset("rq:job:ghost", "data", "opaque");

        assertThat(FrozenPass.run(NOW.plusSeconds(6), ZoneOffset.UTC)).hasOnlyElementsOfType(Outcome.Moved.class);
    }

    /** Somebody schedules the id anew: whatever was noted about it before does not count against it. */
    @ParameterizedTest
    @ValueSource(ints = {3, 100})
    void getsAGracePeriodEachTime(int laterBy) {
        Instant again = NOW.plusSeconds(laterBy);
        redis.zadd(SCHEDULE, (double) again.getEpochSecond(), "ghost");

        assertThat(FrozenPass.run(again, ZoneOffset.UTC)).containsExactly(new Outcome.Missing("ghost", again));
        List<Outcome> last = FrozenPass.run(again.plusSeconds(6), ZoneOffset.UTC);
        assertThat(last).containsExactly(new Outcome.Dropped("ghost", again));
    }
}
