/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.store.InstanceStore;
import dev.rqscheduler.internal.store.LockStore;
import dev.rqscheduler.internal.store.RqKeys;
import dev.rqscheduler.testing.Json;
import dev.rqscheduler.testing.RedisState;
import dev.rqscheduler.testing.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Birth, heartbeat, lock and death leave the keys that rq-scheduler leaves, with its times to live. Ours adds fields to the
 * registration, and a token where Python writes a time that nobody reads.
 */
@ExtendWith(TestRedis.class)
class VectorLifecycleTest {

    private static final String INSTANCE = "rq:scheduler_instance:sched-a";
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(70);
    private static final Set<String> OURS = Set.of("token", "leader");

    @ParameterizedTest
    @ValueSource(strings = {"rq113", "rq210", "rq212"})
    void leavesTheRecordedKeys(String stack) {
        assertThat(VectorCatalogue.lifecycles()).contains(new VectorCase("60_scheduler_keys", stack));
        try (RedisConnection redis = TestRedis.connection()) {
            InstanceStore instance = new InstanceStore(redis, "sched-a");
            LockStore lock = new LockStore(redis);

            assertThat(instance.birth("a", TIME_TO_LIVE, Map.of()).accepted()).isTrue();
            expect(stack, "birth");

            assertThat(lock.acquire("a", TIME_TO_LIVE).ours()).isTrue();
            expect(stack, "lock");

            assertThat(instance.birth("b", TIME_TO_LIVE, Map.of()).accepted()).isFalse();
            expect(stack, "second_birth_same_name");

            TestRedis.client().expire(INSTANCE, 5);
            assertThat(instance.heartbeat("a", TIME_TO_LIVE, Map.of())).isTrue();
            expect(stack, "heartbeat");

            assertThat(lock.release("a")).isTrue();
            expect(stack, "unlock");

            instance.death("a");
            expect(stack, "death");

            assertThat(instance.birth("b", TIME_TO_LIVE, Map.of()).accepted()).isTrue();
            expect(stack, "rebirth");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rq113", "rq210", "rq212"})
    void respectsWhatPythonLeft(String stack) {
        RedisState.load(
                TestRedis.client(),
                Vector.read(new VectorCase("60_scheduler_keys", stack).file("lock"))
                        .keys());
        try (RedisConnection redis = TestRedis.connection()) {
            InstanceStore instance = new InstanceStore(redis, "sched-a");
            LockStore lock = new LockStore(redis);

            assertThat(instance.birth("b", TIME_TO_LIVE, Map.of()).accepted()).isFalse();
            assertThat(lock.acquire("b", TIME_TO_LIVE))
                    .satisfies(attempt -> assertThat(attempt.ours()).isFalse())
                    .satisfies(attempt -> assertThat(attempt.holder()).isEqualTo("1768480496.789012"))
                    .satisfies(attempt -> assertThat(attempt.restMillis()).isBetween(1L, 70_000L));
            assertThat(lock.release("b")).isFalse();
        }
        assertThat(TestRedis.client().exists("rq:scheduler_lock")).isTrue();
    }

    private static void expect(String stack, String phase) {
        Vector recorded = Vector.read(new VectorCase("60_scheduler_keys", stack).file(phase));
        assertThat(shape(RedisState.dump(TestRedis.client()))).as(phase).isEqualTo(shape(recorded.keys()));
    }

    /** Types, fields and times to live; the values are times and tokens. Our own list of schedulers is left out. */
    private static Map<String, Object> shape(Map<String, Object> state) {
        Map<String, Object> shape = new TreeMap<>();
        state.forEach((key, value) -> {
            if (key.equals(RqKeys.SCHEDULERS)) {
                return;
            }
            Map<String, Object> entry = Json.object(value);
            Object fields = entry.containsKey("fields")
                    ? Json.object(entry.get("fields")).keySet().stream()
                            .filter(field -> !OURS.contains(field))
                            .sorted()
                            .toList()
                    : "";
            long ttl = ((Number) entry.get("ttl")).longValue();
            // A second may pass between the write and the look.
            shape.put(key, List.of(entry.get("type"), fields, Math.round(ttl / 5.0)));
        });
        return shape;
    }
}
