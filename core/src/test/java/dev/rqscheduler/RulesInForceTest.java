/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Depth;
import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Finding.Level;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.diagnosis.Doctor;
import dev.rqscheduler.internal.run.RunStep;
import dev.rqscheduler.internal.store.NamedScheduleStore;
import dev.rqscheduler.internal.store.ScheduleControl;
import dev.rqscheduler.internal.store.ScriptClock;
import dev.rqscheduler.internal.store.StoredSchedule;
import dev.rqscheduler.internal.store.ZoneRulesStore;
import dev.rqscheduler.internal.time.RecordedRules;
import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.testing.TestRedis;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

/** A client on a host whose rules of Phoenix are not those of the scheduler, which has it eight hours behind UTC. */
@ExtendWith(TestRedis.class)
class RulesInForceTest {

    private static final ZoneId PHOENIX = ZoneId.of("America/Phoenix");
    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
    private static final Instant BY_SCHEDULER = Instant.parse("2026-12-01T17:00:00Z");
    private static final Instant BY_HOST = Instant.parse("2026-12-01T16:00:00Z");

    private final RedisClient client = TestRedis.client();
    private final Schedules schedules = FrozenScheduler.at(NOW, ZoneOffset.UTC).schedules("test");

    @Test
    void nextTimesAreByTheSchedulersRules() {
        recorded(-8);
        schedules.put(nine());
        assertThat(schedules.get("nine").orElseThrow().next()).contains(BY_SCHEDULER);
        schedules.pause("nine", "holidays");
        client.hset("rq:scheduling:schedule:nine", "due", Scores.micros(NOW));
        schedules.resume("nine");
        assertThat(schedules.get("nine").orElseThrow().next()).contains(BY_SCHEDULER);
    }

    @Test
    void whereNobodyHasRecordedRulesTheyAreByTheHosts() {
        schedules.put(nine());
        assertThat(schedules.get("nine").orElseThrow().next()).contains(BY_HOST);
    }

    @Test
    void whileTheyChangeTheyAreByTheNewOnesAndMarked() {
        recorded(-8);
        changing("2020b", -6);
        schedules.put(nine());
        assertThat(schedules.get("nine").orElseThrow().next()).contains(Instant.parse("2026-12-01T15:00:00Z"));
        assertThat(client.hget("rq:scheduling:zone-rules:moved", "schedule nine"))
                .isEqualTo("1796137200");
    }

    @Test
    void resumedWhileTheyChangeItIsByTheNewOnesAndMarked() {
        recorded(-8);
        schedules.put(nine());
        schedules.pause("nine", "holidays");
        client.hset("rq:scheduling:schedule:nine", "due", Scores.micros(NOW));
        changing("2020b", -6);
        schedules.resume("nine");
        assertThat(schedules.get("nine").orElseThrow().next()).contains(Instant.parse("2026-12-01T15:00:00Z"));
        assertThat(client.hget("rq:scheduling:zone-rules:moved", "schedule nine"))
                .isEqualTo("1796137200");
    }

    @Test
    void resumeComputedByRulesThatHaveChangedSinceIsRefused() {
        recorded(-8);
        schedules.put(nine());
        schedules.pause("nine", "holidays");
        try (RedisConnection redis = TestRedis.connection()) {
            StoredSchedule read = new NamedScheduleStore(redis, ScriptClock.frozen(NOW))
                    .read("nine")
                    .orElseThrow();
            changing("2020b", -6);
            RunStep.Next next = new RunStep.Next.At(BY_SCHEDULER, BY_SCHEDULER);
            assertThat(new ScheduleControl(redis, ScriptClock.frozen(NOW))
                            .resume(read, next, Optional.empty(), "2020a", "test"))
                    .isEqualTo(ScheduleControl.Steered.RACED);
        }
        assertThat(schedules.get("nine").orElseThrow().pause()).isPresent();
    }

    @Test
    void theyCountThoughTheirVersionIsNotKnown() {
        client.set("rq:scheduler_lock", "token");
        try (RedisConnection redis = TestRedis.connection()) {
            new ZoneRulesStore(redis, ScriptClock.frozen(NOW))
                    .end("token", "", new ZoneRulesStore.Packed(rules(-8)), "scheduler a on host-a");
        }
        schedules.put(nine());
        assertThat(schedules.get("nine").orElseThrow().next()).contains(BY_SCHEDULER);
        changing("", -6);
        schedules.delete("nine");
        schedules.put(nine());
        assertThat(schedules.get("nine").orElseThrow().next()).contains(Instant.parse("2026-12-01T15:00:00Z"));
    }

    @Test
    void doctorNamesTheZonesWhoseRulesDiffer() {
        recorded(-8);
        assertThat(nextTimes().level()).isEqualTo(Level.WARN);
        assertThat(nextTimes().what())
                .startsWith("next runs are computed with tzdata 2020a (scheduler a on host-a); tzdata 2")
                .endsWith(", in use here, has different rules for \"America/Phoenix\"");
        recorded(-7);
        assertThat(nextTimes().level()).isEqualTo(Level.PASS);
        assertThat(nextTimes().what()).startsWith("next runs are computed with tzdata 2020a; tzdata 2");
    }

    private static Finding nextTimes() {
        try (RedisConnection redis = TestRedis.connection()) {
            return new Doctor(redis, InstantSource.system(), Zone.UTC, Depth.USUAL)
                    .examine().stream()
                            .filter(finding -> finding.name().equals("next times"))
                            .findFirst()
                            .orElseThrow();
        }
    }

    private static Schedule nine() {
        return Schedule.builder("nine", JobSpec.of("jobs.tick"))
                .cron("0 9 * * *")
                .zone(PHOENIX)
                .build();
    }

    private static void changing(String version, int offset) {
        try (RedisConnection redis = TestRedis.connection()) {
            new ZoneRulesStore(redis, ScriptClock.frozen(NOW))
                    .begin("token", version, new ZoneRulesStore.Packed(rules(offset)), "scheduler b on host-b");
        }
    }

    private void recorded(int offset) {
        client.set("rq:scheduler_lock", "token");
        try (RedisConnection redis = TestRedis.connection()) {
            new ZoneRulesStore(redis, ScriptClock.frozen(NOW))
                    .end("token", "2020a", new ZoneRulesStore.Packed(rules(offset)), "scheduler a on host-a");
        }
    }

    private static RecordedRules rules(int offset) {
        Zone phoenix = new Zone(PHOENIX.getId(), ZoneOffset.ofHours(offset).getRules());
        return RecordedRules.of(List.of(phoenix), NOW);
    }
}
