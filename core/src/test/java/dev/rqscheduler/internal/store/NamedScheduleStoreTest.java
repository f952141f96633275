/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.internal.store.StoredSchedule.Field;
import dev.rqscheduler.testing.TestRedis;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

/** What happens between reading a schedule and putting another in its place. */
@ExtendWith(TestRedis.class)
class NamedScheduleStoreTest {

    private static final Instant DUE = Instant.parse("2090-01-01T00:00:00Z");
    private static final String KEY = "rq:scheduling:schedule:n";

    private final RedisClient client = TestRedis.client();
    private final NamedScheduleStore store = new NamedScheduleStore(TestRedis.connection(), ScriptClock.REDIS);

    @Test
    void putIsRefusedIfSomebodyElsePutAnotherDefinition() {
        assertThat(put(Optional.empty(), "{}")).isTrue();
        assertThat(put(Optional.empty(), "{\"a\": 1}")).isFalse();
        assertThat(put(store.read("n"), "{\"a\": 1}")).isTrue();
    }

    /** Otherwise the earlier due time would be restored, and run twice. */
    @Test
    void putIsRefusedIfARunWasQueuedMeanwhile() {
        put(Optional.empty(), "{}");
        Optional<StoredSchedule> read = store.read("n");
        client.hset(KEY, "due", "3786912060000000");
        assertThat(put(read, "{\"a\": 1}")).isFalse();
        assertThat(store.read("n").orElseThrow().text(Field.DUE)).isEqualTo("3786912060000000");
        assertThat(put(store.read("n"), "{\"a\": 1}")).isTrue();
    }

    private boolean put(Optional<StoredSchedule> read, String definition) {
        return store.put("n", read, definition, DUE, DUE, "", "test");
    }
}
