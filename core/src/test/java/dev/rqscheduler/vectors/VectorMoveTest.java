/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.internal.process.FrozenPass;
import dev.rqscheduler.testing.Json;
import dev.rqscheduler.testing.RedisState;
import dev.rqscheduler.testing.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each recorded state before a move, moved by our code at the recorded time, must become the recorded state after it. */
@ExtendWith(TestRedis.class)
class VectorMoveTest {

    /** Fields that a mover of RQ 2 adds with empty text to a job that RQ 1.13 wrote; ours writes only what it changes. */
    private static final Set<String> ADDED_EMPTY = Set.of("stopped_callback_name", "group_id");

    static List<VectorCase> moves() {
        return VectorCatalogue.moves();
    }

    static List<String> foreign() {
        return VectorCatalogue.foreign();
    }

    @ParameterizedTest
    @MethodSource("moves")
    void becomesTheRecordedState(VectorCase found) {
        Map<String, Object> before = found.before().keys();
        RedisState.load(TestRedis.client(), before);
        Vector after = found.after();

        List<Outcome> outcomes = FrozenPass.run(after.now(), after.zone());
        if (outcomes.stream().anyMatch(Outcome.Missing.class::isInstance)) {
            // An id without a hash gets a grace period first; Python drops it at once.
            outcomes = FrozenPass.run(after.now().plus(Duration.ofSeconds(6)), after.zone());
            assertThat(outcomes).hasOnlyElementsOfType(Outcome.Dropped.class);
        }

        assertThat(normalised(RedisState.dump(TestRedis.client()), before))
                .isEqualTo(normalised(Differences.expected(found), before));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void leavesAloneWhatRqSchedulesItself(String file) {
        Vector state = Vector.read(file);
        RedisState.load(TestRedis.client(), state.keys());
        Map<String, Object> before = lasting(RedisState.dump(TestRedis.client()));

        List<Outcome> outcomes = FrozenPass.run(Instant.parse("2030-01-01T00:00:00Z"), state.zone());

        assertThat(outcomes).isEmpty();
        assertThat(lasting(RedisState.dump(TestRedis.client()))).isEqualTo(before);
    }

    /** Of a time to live only whether there is one: a second may pass between two looks. */
    private static Map<String, Object> lasting(Map<String, Object> state) {
        Map<String, Object> keys = new TreeMap<>();
        state.forEach((key, value) -> {
            Map<String, Object> entry = new TreeMap<>(Json.object(value));
            entry.put("ttl", ((Number) entry.get("ttl")).longValue() >= 0);
            keys.put(key, entry);
        });
        return keys;
    }

    /** `data` is opaque to us, so it must be what it was before; Python compresses it again. */
    private static Map<String, Object> normalised(Map<String, Object> state, Map<String, Object> before) {
        Map<String, Object> keys = new TreeMap<>();
        state.forEach((key, value) -> {
            Map<String, Object> entry = new TreeMap<>(Json.object(value));
            entry.put("ttl", Long.toString(((Number) entry.get("ttl")).longValue()));
            if (entry.get("type").equals("hash") && before.containsKey(key)) {
                Map<String, Object> old =
                        Json.object(Json.object(before.get(key)).get("fields"));
                Map<String, Object> fields = new TreeMap<>(Json.object(entry.get("fields")));
                ADDED_EMPTY.forEach(name -> {
                    if (!old.containsKey(name)) {
                        fields.remove(name, "");
                    }
                });
                if (fields.containsKey("data")) {
                    fields.put("data", old.get("data"));
                }
                entry.put("fields", fields);
            }
            keys.put(key, entry);
        });
        return keys;
    }
}
