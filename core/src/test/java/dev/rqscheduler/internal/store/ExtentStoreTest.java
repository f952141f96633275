/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.survey.OverviewInspection;
import dev.rqscheduler.testing.TestRedis;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

@ExtendWith(TestRedis.class)
class ExtentStoreTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_000);
    private static final int SLICE = 3;

    private final RedisClient client = TestRedis.client();
    private final RedisConnection redis = TestRedis.connection();
    private final BacklogStore store = new BacklogStore(redis, ScriptClock.frozen(NOW), SLICE);

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void nothing() {
        BacklogStore.Stats extent = store.read();

        assertThat(extent.now()).isEqualTo(NOW);
        assertThat(extent.jobs()).hasValue(0);
        assertThat(extent.dueJobs()).hasValue(0);
        assertThat(extent.oldestDue()).isEmpty();
        assertThat(extent.nextDue()).isEmpty();
        assertThat(extent.schedules()).contains(new BacklogStore.Stats.States(0, 0, 0, 0, 0));
    }

    @Test
    void jobsSchedulesAndQuarantine() {
        client.zadd("rq:scheduler:scheduled_jobs", Map.of("a", 900.5, "b", 999.0, "now", 1_000.0, "c", 1_060.0));
        client.zadd("rq:scheduling:schedules", Map.of("s", 800.0, "t", 1_030.25));
        client.zadd("rq:scheduling:quarantine", Map.of("q", 1.0, "r", 2.0));
        client.hset("rq:scheduling:missing", "m", "900 1005");

        BacklogStore.Stats extent = store.read();

        assertThat(extent.jobs()).hasValue(4);
        assertThat(extent.dueJobs()).hasValue(3);
        assertThat(extent.dueSchedules()).hasValue(1);
        assertThat(extent.oldestDue()).contains(Instant.ofEpochSecond(800));
        assertThat(extent.nextDue()).contains(Instant.ofEpochMilli(1_030_250));
        assertThat(extent.quarantined()).hasValue(2);
        assertThat(extent.missing()).hasValue(1);
    }

    /** As with rq-scheduler, nobody ever moves it: it is no backlog. */
    @Test
    void aJobBeforeTheBeginningOfTime() {
        client.zadd("rq:scheduler:scheduled_jobs", Map.of("never", -5.0, "nor this", Double.NEGATIVE_INFINITY));

        BacklogStore.Stats extent = store.read();

        assertThat(extent.jobs()).hasValue(2);
        assertThat(extent.dueJobs()).hasValue(0);
        assertThat(extent.oldestDue()).isEmpty();
    }

    /** Of more schedules than fit in one call's slices it counts some at each call, and tells whole counts only. */
    @Test
    void statesOfManySchedules() {
        for (int i = 0; i < 100; i++) {
            String state = i % 10 == 0 ? "broken" : i % 10 == 1 ? "finished" : "active";
            schedule("s" + i, state, i % 10 == 2 ? "1" : "");
        }

        assertThat(store.read().schedules()).as("60 of 100").isEmpty();
        assertThat(store.read().schedules()).contains(new BacklogStore.Stats.States(70, 0, 10, 10, 10));
        schedule("s3", "active", "1");
        assertThat(store.read().schedules()).contains(new BacklogStore.Stats.States(70, 0, 10, 10, 10));
        assertThat(store.read().schedules()).contains(new BacklogStore.Stats.States(69, 0, 11, 10, 10));
    }

    /** What Redis refuses to tell is missing, and keeps nothing else from being told. */
    @Test
    void keysOfAnotherType() {
        client.set("rq:scheduling:quarantine", "x");
        client.set("rq:scheduling:schedule-names", "x");
        client.zadd("rq:scheduler:scheduled_jobs", 900, "a");

        BacklogStore.Stats extent = store.read();

        assertThat(extent.quarantined()).isEmpty();
        assertThat(extent.schedules()).isEmpty();
        assertThat(extent.jobs()).hasValue(1);
    }

    /** Metrics and overview count by the same rule, which is that of a single schedule's status. */
    @Test
    void statesOfSchedules_countedForMetricsAndOverview_areTheSame() {
        for (String state : List.of("", "active", "finished", "broken", "of a later version")) {
            for (String paused : List.of("", "1")) {
                for (String held : List.of("", "1001")) {
                    String name = "s-" + state + paused + held;
                    schedule(name, state, paused);
                    client.hset("rq:scheduling:schedule:" + name, "held", held);
                }
            }
        }
        schedule("a string", "active", "");
        client.set("rq:scheduling:schedule:a string", "x");

        BacklogStore.Stats.States states = new BacklogStore(redis, ScriptClock.frozen(NOW))
                .read()
                .schedules()
                .orElseThrow();

        assertThat(states).isEqualTo(new BacklogStore.Stats.States(3, 3, 8, 2, 5));
        assertThat(new OverviewInspection(redis, ScriptClock.frozen(NOW)).states())
                .isEqualTo(states);
    }

    private void schedule(String name, String state, String paused) {
        client.hset("rq:scheduling:schedule:" + name, Map.of("state", state, "paused", paused));
        client.zadd("rq:scheduling:schedule-names", 0, name);
    }
}
