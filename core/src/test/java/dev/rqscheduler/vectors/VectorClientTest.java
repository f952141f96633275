/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.FrozenScheduler;
import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.CallData;
import dev.rqscheduler.internal.wire.PyRepr;
import dev.rqscheduler.testing.Json;
import dev.rqscheduler.testing.RedisState;
import dev.rqscheduler.testing.TestRedis;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What our client writes at the recorded time must be what rq-scheduler wrote, arguments and meta decoded. */
@ExtendWith(TestRedis.class)
class VectorClientTest {

    static List<VectorCase> scheduling() {
        return VectorCatalogue.scheduling();
    }

    @Test
    void everyCaseHasACallOrAReason() {
        for (VectorCase found : scheduling()) {
            assertThat(ClientCalls.of(found.number()).isPresent() ^ ClientCalls.REASONS.containsKey(found.number()))
                    .as("case %s has either a call of our client or a reason why not", found)
                    .isTrue();
        }
    }

    static List<VectorCase> written() {
        return scheduling().stream()
                .filter(found -> ClientCalls.of(found.number()).isPresent())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("written")
    void writesWhatPythonWrites(VectorCase found) {
        Vector before = found.before();
        try (SchedulerClient scheduler = FrozenScheduler.at(before.now(), before.zone())) {
            ClientCalls.of(found.number()).orElseThrow().accept(scheduler);
        }

        Map<String, Object> ours = RedisState.dump(TestRedis.client());
        Map<String, Object> theirs = new TreeMap<>(before.keys());
        ClientCalls.applyDifferences(found, theirs);
        assertThat(readable(ours)).isEqualTo(readable(theirs));
    }

    @Test
    void cancelsAsPythonDoes() {
        for (VectorCase found : VectorCatalogue.client()) {
            TestRedis.client().flushAll();
            RedisState.load(TestRedis.client(), found.before().keys());
            try (SchedulerClient scheduler =
                    FrozenScheduler.at(found.after().now(), found.after().zone())) {
                if (found.number().equals("62")) {
                    assertThat(scheduler.cancel("job-62")).isTrue();
                } else {
                    scheduler.reschedule("job-63", Instant.parse("2026-02-01T00:00:00Z"));
                }
            }
            assertThat(readable(RedisState.dump(TestRedis.client())))
                    .as(found.toString())
                    .isEqualTo(readable(found.after().keys()));
        }
    }

    /** Compressed bytes depend on the compressor, and RQ 1.13 leaves out fields that RQ 2 writes as empty text. */
    private static Map<String, Object> readable(Map<String, Object> state) {
        Map<String, Object> keys = new TreeMap<>();
        state.forEach((key, value) -> {
            if (!key.equals("rq:scheduler:scheduled_jobs") && !key.startsWith("rq:job:job-")) {
                return; // what the recording arranged besides, such as a queue that is not empty
            }
            Map<String, Object> entry = new TreeMap<>(Json.object(value));
            entry.put("ttl", entry.get("ttl").toString());
            if (entry.get("type").equals("hash")) {
                Map<String, Object> fields = new TreeMap<>(Json.object(entry.get("fields")));
                fields.computeIfPresent("data", (name, data) -> call(RedisState.decoded(data)));
                fields.values().removeIf(""::equals);
                entry.put("fields", fields);
            }
            keys.put(key, entry);
        });
        return keys;
    }

    private static String call(byte[] data) {
        CallData call = CallData.decode(data);
        return call.function() + " " + PyRepr.of(call.instance()) + " "
                + call.args().stream().map(PyRepr::of).toList() + " "
                + call.kwargs().entrySet().stream()
                        .map(kwarg -> kwarg.getKey() + "=" + PyRepr.of(kwarg.getValue()))
                        .toList();
    }
}
