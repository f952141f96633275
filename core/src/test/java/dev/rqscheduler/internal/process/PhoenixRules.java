/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.FrozenScheduler;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.api.ZoneRulesReport;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.schedule.Plans;
import dev.rqscheduler.internal.store.ScriptClock;
import dev.rqscheduler.internal.store.ZoneRulesStore;
import dev.rqscheduler.internal.time.ZoneEdition;
import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.testing.HandMade;
import dev.rqscheduler.testing.TestRedis;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

/**
 * Stored next times in Phoenix, which is seven hours behind UTC all year, after an edition of tzdata that had it eight hours
 * behind: nine o'clock was at 17:00Z, and is at 16:00Z.
 */
@ExtendWith(TestRedis.class)
abstract class PhoenixRules {

    static final String PHOENIX = "America/Phoenix";
    static final ZoneId UTC = ZoneId.of("UTC");
    static final Instant BY_OLD = Instant.parse("2026-12-01T17:00:00Z");
    static final Instant BY_NEW = Instant.parse("2026-12-01T16:00:00Z");
    static final Instant BEFORE = Instant.parse("2026-12-01T12:00:00Z");
    static final Instant BETWEEN = Instant.parse("2026-12-01T16:30:00Z");
    static final ZoneEdition OLD = edition("2025b", -8);
    static final ZoneEdition NEW = edition("2026f", -7);

    final RedisClient client = TestRedis.client();
    final Heard heard = new Heard();
    private final List<RedisConnection> connections = new ArrayList<>();

    @AfterEach
    void close() {
        connections.forEach(RedisConnection::close);
    }

    static Schedule.Builder nine() {
        return Schedule.builder("nine", JobSpec.of("jobs.tick"))
                .cron("0 9 * * *")
                .zone(ZoneId.of(PHOENIX));
    }

    void byOld(Schedule.Builder schedule) {
        put("nine", schedule, BY_OLD);
        recorded(OLD);
    }

    void put(String name, Schedule.Builder builder, Instant due) {
        Schedule schedule = builder.build();
        schedules().put(schedule);
        client.hset("rq:scheduling:schedule:" + name, "due", Scores.micros(due));
        client.zadd(
                "rq:scheduling:schedules",
                Double.parseDouble(Scores.text(Plans.of(schedule).moment(due))),
                name);
    }

    static void cron(String id, String expression, String zone, Instant due) {
        HandMade.job(
                id,
                seconds(due),
                "meta",
                "{\"cron_string\": \"" + expression + "\", \"scheduling\": {\"zone\": \"" + zone + "\"}}");
    }

    /** As if a scheduler with that edition had led. */
    void recorded(ZoneEdition edition) {
        client.del("rq:scheduling:zone-rules");
        client.set("rq:scheduler_lock", "token");
        try (RedisConnection redis = TestRedis.connection()) {
            ZoneRulesChange change = new ZoneRulesChange(
                    new ZoneRulesStore(redis, ScriptClock.frozen(BEFORE)),
                    Zone.of(PHOENIX),
                    edition,
                    List::of,
                    "scheduler a on host-a",
                    SchedulerListener.NONE,
                    System::nanoTime);
            change.settle("token", () -> true);
            change.record("token", false);
        }
    }

    void settle(Instant now, ZoneEdition ours, ZoneEdition... others) {
        assertThat(under(now, ours, List.of(others), () -> true)).isTrue();
    }

    boolean under(Instant now, ZoneEdition ours, List<ZoneEdition> others, BooleanSupplier mayGoOn) {
        client.set("rq:scheduler_lock", "token");
        ZoneRulesChange change = change(now, ours, others);
        boolean settled = change.settle("token", mayGoOn);
        if (settled) {
            change.record("token", false);
        }
        return settled;
    }

    ZoneRulesChange change(Instant now, ZoneEdition ours, List<ZoneEdition> others) {
        return new ZoneRulesChange(
                new ZoneRulesStore(connection(), ScriptClock.frozen(now)),
                Zone.of(PHOENIX),
                ours,
                () -> others,
                "scheduler b on host-b",
                heard,
                System::nanoTime);
    }

    RedisConnection connection() {
        RedisConnection redis = TestRedis.connection();
        connections.add(redis);
        return redis;
    }

    static List<Outcome> pass(String now) {
        return FrozenPass.run(Instant.parse(now), UTC);
    }

    static Schedules schedules() {
        return FrozenScheduler.at(BEFORE, UTC).schedules("test");
    }

    static ScheduleStatus status(String name) {
        return schedules().get(name).orElseThrow();
    }

    List<String> queued() {
        return client.lrange("rq:queue:default", 0, -1);
    }

    Instant due(String id) {
        return Scores.instant(new BigDecimal(client.zscore("rq:scheduler:scheduled_jobs", id)).toPlainString());
    }

    static double seconds(Instant instant) {
        return instant.getEpochSecond();
    }

    static ZoneEdition edition(String version, int phoenix) {
        return new ZoneEdition(
                version,
                () -> List.of(new Zone(PHOENIX, ZoneOffset.ofHours(phoenix).getRules()), Zone.of("Europe/Berlin")));
    }

    /** What a listener receives, as lines. */
    static final class Heard implements SchedulerListener {
        final List<String> lines = new ArrayList<>();

        @Override
        public void onZoneRulesRefused(String reason) {
            lines.add(reason);
        }

        @Override
        public void onZoneRules(ZoneRulesReport report) {
            lines.add(report.zone() + " " + report.versionBefore().orElse("") + "->"
                    + report.version().orElse("") + " " + report.count() + " " + report.example() + " "
                    + report.before() + "->" + report.next());
        }

        @Override
        public void onTzdata(Optional<String> before, String by, Optional<String> version, int moved) {
            lines.add(before.orElse("") + " of " + by + " ->" + version.orElse("") + " " + moved);
        }
    }
}
