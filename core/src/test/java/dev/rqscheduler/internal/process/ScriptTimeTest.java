/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.testing.HandMade.LOCK;
import static dev.rqscheduler.testing.HandMade.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.move.CronChange;
import dev.rqscheduler.internal.move.Decider;
import dev.rqscheduler.internal.move.Decision;
import dev.rqscheduler.internal.run.RunPlanner;
import dev.rqscheduler.internal.run.RunStep;
import dev.rqscheduler.internal.store.DuePage;
import dev.rqscheduler.internal.store.DueStore;
import dev.rqscheduler.internal.store.RunStore;
import dev.rqscheduler.internal.store.ScriptClock;
import dev.rqscheduler.internal.store.ZoneRulesStore;
import dev.rqscheduler.testing.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

/** That scripts know how long they kept Redis busy, whichever server this runs on. */
@ExtendWith(TestRedis.class)
class ScriptTimeTest {

    private static final Instant NOW = TickSchedule.time("12:01:00");
    private static final String TOKEN = "ours";
    private static final int MANY = 300;

    private final RedisClient client = TestRedis.client();
    private final RedisConnection redis = TestRedis.connection();

    @BeforeEach
    void hold() {
        assumeFalse(measuresNothing(), "Redis and Valkey 7.2 have no clock for scripts");
        client.set(LOCK, TOKEN);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    private boolean measuresNothing() {
        String server = client.info("server");
        return server.contains(server.contains("valkey_version:") ? "valkey_version:7.2" : "redis_version:7.2");
    }

    @Test
    void pageOfJobsIsMeasured() {
        for (int i = 0; i < MANY; i++) {
            job("j" + i, 1 + i);
        }
        long start = System.nanoTime();
        DuePage page = new DueStore(redis, ScriptClock.REDIS)
                .look(TOKEN, MANY, 0, List.of())
                .page();
        assertThat(page.length()).isEqualTo(MANY);
        assertMeasured(page.busy(), start);
    }

    @Test
    void decisionsAreMeasured() {
        for (int i = 0; i < MANY; i++) {
            job("j" + i, 1 + i, "status", "canceled");
        }
        DueStore store = new DueStore(redis, ScriptClock.REDIS);
        DuePage page = store.look(TOKEN, MANY, 0, List.of()).page();
        Decider decider = new Decider(Zone.UTC);
        List<Decision> decisions = page.undecided().stream()
                .map(job -> decider.decide(job, page.now()))
                .toList();
        assertThat(decisions).hasSize(MANY);
        long start = System.nanoTime();
        assertMeasured(store.apply(TOKEN, decisions, 0).busy(), start);
    }

    @Test
    void runsOfSchedulesAreMeasured() {
        for (int i = 0; i < MANY; i++) {
            TickSchedule.put(
                    Schedule.builder("tick-" + i, JobSpec.of("jobs.tick")).every(Duration.ofMinutes(1)));
        }
        RunPlanner planner = new RunPlanner();
        long start = System.nanoTime();
        try (RunStore.Talk talk = new RunStore(redis, ScriptClock.frozen(NOW)).talk(TOKEN)) {
            talk.ask(0, MANY);
            RunStore.Page page = talk.page();
            assertMeasured(page.busy(), start);
            List<RunStep> steps = page.schedules().stream()
                    .map(read -> planner.plan(read.schedule(), page.now()))
                    .toList();
            talk.apply(steps);
            RunStore.Applied applied = talk.applied(MANY);
            assertThat(applied.results())
                    .extracting(RunStore.Result::kind)
                    .hasSize(MANY)
                    .containsOnly(RunStore.Kind.DONE);
            assertMeasured(applied.busy(), start);
        }
    }

    @Test
    void nextTimesThatAreComputedAgainAreMeasured() {
        Instant due = Instant.parse("2026-12-01T17:00:00Z");
        for (int i = 0; i < MANY; i++) {
            job("j" + i, (double) due.getEpochSecond(), "meta", "{\"cron_string\": \"0 9 * * *\"}");
        }
        ZoneRulesStore store = new ZoneRulesStore(redis, ScriptClock.REDIS);
        long start = System.nanoTime();
        ZoneRulesStore.Page<ZoneRulesStore.CronJob> page = store.jobs(TOKEN, ZoneRulesStore.Place.START, MANY);
        assertThat(page.items()).hasSize(MANY);
        assertMeasured(page.busy(), start);
        ZoneRulesStore.Moves moves = new ZoneRulesStore.Moves();
        page.items().forEach(job -> moves.add(job, new CronChange("UTC", due.minusSeconds(3600), false)));
        start = System.nanoTime();
        ZoneRulesStore.Moved moved = store.move(TOKEN, moves);
        assertThat(moved.done()).hasSize(MANY).containsOnly(true);
        assertMeasured(moved.busy(), start);
    }

    /** The server has no other threads to speak of, so the script's time is within the call's. */
    private static void assertMeasured(Duration busy, long start) {
        assertThat(busy).isPositive().isLessThanOrEqualTo(Duration.ofNanos(System.nanoTime() - start));
    }
}
