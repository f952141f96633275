/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.FrozenScheduler;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.DateRange;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.api.ZoneRulesReport;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.schedule.Plans;
import dev.rqscheduler.internal.store.LeaseLostException;
import dev.rqscheduler.internal.store.ScriptClock;
import dev.rqscheduler.internal.store.ZoneRulesStore;
import dev.rqscheduler.internal.time.Jitter;
import dev.rqscheduler.internal.time.ZoneEdition;
import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.testing.HandMade;
import dev.rqscheduler.testing.TestRedis;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/**
 * Stored next times in Phoenix, which is seven hours behind UTC all year, after an edition of tzdata that had it eight hours
 * behind: nine o'clock was at 17:00Z, and is at 16:00Z.
 */
@ExtendWith(TestRedis.class)
class ZoneRulesChangeTest {

    private static final String PHOENIX = "America/Phoenix";
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Instant BY_OLD = Instant.parse("2026-12-01T17:00:00Z");
    private static final Instant BY_NEW = Instant.parse("2026-12-01T16:00:00Z");
    private static final Instant BEFORE = Instant.parse("2026-12-01T12:00:00Z");
    private static final Instant BETWEEN = Instant.parse("2026-12-01T16:30:00Z");
    private static final ZoneEdition OLD = edition("2025b", -8);
    private static final ZoneEdition NEW = edition("2026f", -7);

    private final RedisClient client = TestRedis.client();
    private final Heard heard = new Heard();

    @Test
    void scheduleRunsOnceAtItsHourByTheNewRules() {
        byOld(nine());
        settle(BEFORE, NEW);
        assertThat(status("nine").next()).contains(BY_NEW);
        assertThat(heard.lines)
                .containsExactly(
                        "America/Phoenix 2025b->2026f 1 nine 2026-12-01T17:00:00Z->2026-12-01T16:00:00Z",
                        "2025b of scheduler a on host-a ->2026f 1");
        assertThat(pass("2026-12-01T15:59:59.999Z")).isEmpty();
        assertThat(pass("2026-12-01T16:00:00Z")).hasSize(1);
        assertThat(pass("2026-12-01T17:00:00Z")).isEmpty();
        assertThat(queued()).containsExactly("nine-20261201T160000Z");
        assertThat(status("nine").next()).contains(BY_NEW.plus(Duration.ofDays(1)));
    }

    @Test
    void hourThatHasPassedByTheNewRulesRunsAtOnce() {
        byOld(nine());
        settle(BETWEEN, NEW);
        assertThat(pass("2026-12-01T16:30:00Z")).hasSize(1);
        assertThat(pass("2026-12-01T17:00:00Z")).isEmpty();
        assertThat(queued()).containsExactly("nine-20261201T160000Z");
        List<RunRecord> history = schedules().history("nine", 10);
        assertThat(history).hasSize(1);
        assertThat(history.get(0).due()).isEqualTo(BY_NEW);
    }

    @Test
    void jobsOfRqSchedulerMoveInTheirOwnZoneAndInThatOfTheScheduler() {
        cron("own-zone", "0 9 * * *", PHOENIX, BY_OLD);
        HandMade.job("local", seconds(BY_OLD), "meta", "{\"cron_string\": \"0 9 * * *\"}");
        cron("elsewhere", "0 17 * * *", "UTC", BY_OLD);
        HandMade.job("interval", seconds(BY_OLD), "meta", "{\"interval\": 86400}");
        HandMade.job("once", seconds(BY_OLD));
        cron("by-hand", "0 9 * * *", PHOENIX, BY_OLD.plusSeconds(300));
        cron("broken", "0 9 * *", PHOENIX, BY_OLD);
        recorded(OLD);
        settle(BEFORE, NEW);
        assertThat(due("own-zone")).isEqualTo(BY_NEW);
        assertThat(due("local")).isEqualTo(BY_NEW);
        for (String id : List.of("elsewhere", "interval", "once", "broken")) {
            assertThat(due(id)).as(id).isEqualTo(BY_OLD);
        }
        assertThat(due("by-hand")).isEqualTo(BY_OLD.plusSeconds(300));
        assertThat(heard.lines.get(0)).startsWith("America/Phoenix 2025b->2026f 2 ");
    }

    @Test
    void jitterStaysThatOfTheDueTime() {
        Duration most = Duration.ofMinutes(10);
        Instant score = BY_OLD.plus(Jitter.of("late", BY_OLD, most));
        HandMade.job(
                "late",
                Double.parseDouble(Scores.text(score)),
                "meta",
                "{\"cron_string\": \"0 9 * * *\", \"scheduling\": {\"jitter\": \"10m\", \"zone\": \"" + PHOENIX
                        + "\"}}");
        byOld(nine().jitter(most));
        settle(BEFORE, NEW);
        assertThat(due("late")).isEqualTo(BY_NEW.plus(Jitter.of("late", BY_NEW, most)));
        assertThat(status("nine").next()).contains(BY_NEW.plus(Jitter.of("nine", BY_NEW, most)));
    }

    @Test
    void equalRulesCostOneReadAndChangeNothing() {
        byOld(nine());
        client.executeCommand(new CommandArguments(Protocol.Command.CONFIG).add("RESETSTAT"));
        settle(BEFORE, OLD);
        assertThat(client.info("commandstats")).doesNotContain("cmdstat_eval").contains("cmdstat_hmget:calls=1,");
        assertThat(status("nine").next()).contains(BY_OLD);
        assertThat(heard.lines).isEmpty();
    }

    @Test
    void sameRulesOfAnotherReleaseAreNotedWithoutAScan() {
        byOld(nine());
        settle(BEFORE, new ZoneEdition("2025c", OLD.zones()));
        assertThat(client.hget("rq:scheduling:zone-rules", "version")).isEqualTo("2025c");
        assertThat(status("nine").next()).contains(BY_OLD);
        assertThat(heard.lines).containsExactly("2025b of scheduler a on host-a ->2025c 0");
    }

    @Test
    void pauseSkipAndExclusionMoveWithTheDueTime() {
        byOld(nine().exclude(DateRange.day(LocalDate.parse("2026-12-02"))));
        Schedules schedules = schedules();
        schedules.skipNext("nine");
        schedules.pause("nine", "holidays");
        settle(BEFORE, NEW);
        assertThat(client.hget("rq:scheduling:schedule:nine", "skip")).isEqualTo(Scores.micros(BY_NEW));
        FrozenScheduler.at(BEFORE, UTC).schedules("test").resume("nine");
        assertThat(pass("2026-12-01T16:00:00Z")).hasOnlyElementsOfType(Outcome.RunSkipped.class);
        assertThat(status("nine").next()).contains(Instant.parse("2026-12-03T16:00:00Z"));
        assertThat(queued()).isEmpty();
    }

    @Test
    void runThatWaitsForTheOneBeforeGoesOnWaiting() {
        byOld(nine());
        Instant until = BY_OLD.plusSeconds(100);
        client.hset("rq:scheduling:schedule:nine", "held", Scores.text(until));
        client.zadd("rq:scheduling:schedules", seconds(until), "nine");
        settle(BY_OLD.plusSeconds(99), NEW);
        assertThat(pass("2026-12-01T17:01:40Z")).hasSize(1);
        assertThat(queued()).containsExactly("nine-20261201T160000Z");
    }

    @Test
    void scheduleThatWasPutByHandIsLeftToThePass() {
        client.hset(
                "rq:scheduling:schedule:raw",
                "definition",
                "{\"function\": \"jobs.tick\", \"cron\": \"0 9 * * *\", \"zone\": \"America\\/Phoenix\"}");
        client.zadd("rq:scheduling:schedules", 0, "raw");
        recorded(OLD);
        settle(BEFORE, NEW);
        assertThat(client.zscore("rq:scheduling:schedules", "raw")).isZero();
        pass("2026-12-01T12:00:00Z");
        assertThat(status("raw").next()).contains(BY_NEW);
    }

    @Test
    void dueJob_withoutRecordedRules_isLeftToRunAsItIs() {
        cron("cron", "0 9 * * *", PHOENIX, BY_OLD);
        settle(BY_OLD.plusSeconds(1), NEW, OLD);
        assertThat(client.zscore("rq:scheduler:scheduled_jobs", "cron")).isEqualTo(seconds(BY_OLD));
        assertThat(heard.lines).isEmpty();
    }

    @Test
    void record_processEndsAndNothingIsForLater_isNotWritten() {
        client.set("rq:scheduler_lock", "token");
        ZoneRulesChange change = change(BEFORE, NEW, List.of());
        change.settle("token", () -> true);
        change.record("token", true);
        assertThat(client.exists("rq:scheduling:zone-rules")).isFalse();
        change.record("token", false);
        assertThat(client.exists("rq:scheduling:zone-rules")).isTrue();
    }

    @Test
    void withoutRecordedRulesTheOtherEditionsOfThisHostExplainATime() {
        byOld(nine());
        cron("job", "0 9 * * *", PHOENIX, BY_OLD);
        cron("both", "0 9,10 * * *", PHOENIX, BY_OLD);
        client.del("rq:scheduling:zone-rules");
        settle(BEFORE, NEW, edition("2026a", -6), OLD);
        assertThat(status("nine").next()).contains(BY_NEW);
        assertThat(due("job")).isEqualTo(BY_NEW);
        // Ten o'clock by the rules of now: nothing says that it is not meant.
        assertThat(due("both")).isEqualTo(BY_OLD);
        assertThat(heard.lines).hasSize(1);
        assertThat(heard.lines.get(0)).startsWith("America/Phoenix 2025b->2026f 2 ");
        assertThat(client.hget("rq:scheduling:zone-rules", "version")).isEqualTo("2026f");
    }

    @Test
    void brokenOffAnywhereItIsFinishedByTheNext() {
        for (int pages = 0; pages < 4; pages++) {
            client.flushAll();
            manyByOld();
            int[] left = {pages};
            assertThat(under(BEFORE, NEW, List.of(), () -> left[0]-- > 0)).isFalse();
            settle(BEFORE, NEW);
            allBy(-7);
        }
    }

    @Test
    void brokenOffAndTakenOverByTheOldRulesEndsWithThose() {
        for (int pages = 0; pages < 4; pages++) {
            client.flushAll();
            manyByOld();
            int[] left = {pages};
            assertThat(under(BEFORE, NEW, List.of(), () -> left[0]-- > 0)).isFalse();
            settle(BEFORE, OLD);
            allBy(-8);
            settle(BEFORE, NEW);
            allBy(-7);
        }
    }

    @Test
    void brokenOffOnTheWayToRulesOfUnknownVersionItIsFinishedFirst() {
        ZoneEdition unnamed = new ZoneEdition("", NEW.zones());
        for (int pages = 0; pages < 4; pages++) {
            client.flushAll();
            manyByOld();
            int[] left = {pages};
            assertThat(under(BEFORE, unnamed, List.of(), () -> left[0]-- > 0)).isFalse();
            settle(BEFORE, OLD);
            allBy(-8);
        }
    }

    @Test
    void changeToRulesThatCannotBeReadEndsWithOurs() {
        byOld(nine());
        client.hset("rq:scheduling:zone-rules", "next_version", "2026z");
        client.hset("rq:scheduling:zone-rules", "next_rules", "gibberish");
        settle(BEFORE, OLD);
        assertThat(client.hget("rq:scheduling:zone-rules", "version")).isEqualTo("2025b");
        assertThat(client.hexists("rq:scheduling:zone-rules", "next_version")).isFalse();
        assertThat(heard.lines).isEmpty();
    }

    @Test
    void absurdTimesStopNothingElse() {
        byOld(nine());
        cron("sound", "0 9 * * *", PHOENIX, BY_OLD);
        for (double score : List.of(Double.NEGATIVE_INFINITY, -1e300, 1e300, Double.POSITIVE_INFINITY)) {
            cron("odd" + score, "0 9 * * *", PHOENIX, BY_OLD);
            client.zadd("rq:scheduler:scheduled_jobs", score, "odd" + score);
        }
        for (Instant due : List.of(Instant.MIN, Instant.MAX)) {
            put("odd-" + due.getEpochSecond(), nine(), BY_OLD);
            client.hset("rq:scheduling:schedule:odd-" + due.getEpochSecond(), "due", Scores.micros(due));
        }
        settle(BEFORE, NEW);
        assertThat(due("sound")).isEqualTo(BY_NEW);
        assertThat(status("nine").next()).contains(BY_NEW);
    }

    @Test
    void recordOfAnotherTypeStopsNothing() {
        byOld(nine());
        client.set("rq:scheduling:zone-rules", "something else");
        settle(BEFORE, NEW);
        assertThat(status("nine").next()).contains(BY_OLD);
        assertThat(heard.lines).singleElement().asString().contains("WRONGTYPE");
    }

    @Test
    void nothingIsDoneUnderTheLockOfAnother() {
        byOld(nine());
        client.set("rq:scheduler_lock", "another");
        assertThatThrownBy(() -> change(BEFORE, NEW, List.of()).settle("token", () -> true))
                .isInstanceOf(LeaseLostException.class);
        assertThat(status("nine").next()).contains(BY_OLD);
        assertThat(client.hget("rq:scheduling:zone-rules", "version")).isEqualTo("2025b");
        assertThat(client.hexists("rq:scheduling:zone-rules", "next_version")).isFalse();
    }

    @Test
    void recordThatCannotBeReadCountsAsNone() {
        byOld(nine());
        client.hset("rq:scheduling:zone-rules", "rules", "gibberish");
        settle(BEFORE, NEW, OLD);
        assertThat(status("nine").next()).contains(BY_NEW);
        settle(BEFORE, OLD);
        assertThat(status("nine").next()).contains(BY_OLD);
    }

    @Test
    void processTakesOverWithOtherRulesAndRecordsItsOwn() throws InterruptedException {
        Instant soon = Instant.parse("2100-01-01T00:00:00Z");
        HandMade.job("later", seconds(soon));
        try (RunningScheduler scheduler = RunningScheduler.start(
                TestRedis.config(), SchedulerOptions.defaults().withName("a"))) {
            scheduler.awaitEvent("leading");
            HandMade.job("now", 1);
            scheduler.awaitMoved(1);
        }
        assertThat(client.hget("rq:scheduling:zone-rules", "version")).isNotEmpty();
        assertThat(client.hget("rq:scheduling:zone-rules", "by")).isEqualTo("scheduler a on here");
        assertThat(client.exists("rq:scheduling:zone-rules:moved")).isFalse();
    }

    private void manyByOld() {
        // More than one page of each kind; at 17:00Z it is nine by the old rules and ten by the new.
        for (int i = 0; i < 150; i++) {
            cron("job-" + i, "0 9,10,11 * * *", PHOENIX, BY_OLD.plusSeconds(3_600L * (i % 3)));
            Schedule.Builder schedule = Schedule.builder("s-" + i, JobSpec.of("jobs.tick"))
                    .cron("0 9,10,11 * * *")
                    .zone(ZoneId.of(PHOENIX));
            put("s-" + i, schedule, BY_OLD.plusSeconds(3_600L * (i % 3)));
        }
        recorded(OLD);
    }

    private void allBy(int offset) {
        Instant nine = Instant.parse("2026-12-01T09:00:00Z").minusSeconds(3_600L * offset);
        for (int i = 0; i < 150; i++) {
            Instant due = nine.plusSeconds(3_600L * (i % 3));
            assertThat(due("job-" + i)).as("job-" + i).isEqualTo(due);
            assertThat(status("s-" + i).next()).as("s-" + i).contains(due);
        }
        assertThat(client.exists("rq:scheduling:zone-rules:moved")).isFalse();
        assertThat(client.hexists("rq:scheduling:zone-rules", "next_version")).isFalse();
    }

    private static Schedule.Builder nine() {
        return Schedule.builder("nine", JobSpec.of("jobs.tick"))
                .cron("0 9 * * *")
                .zone(ZoneId.of(PHOENIX));
    }

    private void byOld(Schedule.Builder schedule) {
        put("nine", schedule, BY_OLD);
        recorded(OLD);
    }

    private void put(String name, Schedule.Builder builder, Instant due) {
        Schedule schedule = builder.build();
        schedules().put(schedule);
        client.hset("rq:scheduling:schedule:" + name, "due", Scores.micros(due));
        client.zadd(
                "rq:scheduling:schedules",
                Double.parseDouble(Scores.text(Plans.of(schedule).moment(due))),
                name);
    }

    private static void cron(String id, String expression, String zone, Instant due) {
        HandMade.job(
                id,
                seconds(due),
                "meta",
                "{\"cron_string\": \"" + expression + "\", \"scheduling\": {\"zone\": \"" + zone + "\"}}");
    }

    /** As if a scheduler with that edition had led. */
    private void recorded(ZoneEdition edition) {
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

    private void settle(Instant now, ZoneEdition ours, ZoneEdition... others) {
        assertThat(under(now, ours, List.of(others), () -> true)).isTrue();
    }

    private boolean under(Instant now, ZoneEdition ours, List<ZoneEdition> others, BooleanSupplier mayGoOn) {
        client.set("rq:scheduler_lock", "token");
        ZoneRulesChange change = change(now, ours, others);
        boolean settled = change.settle("token", mayGoOn);
        if (settled) {
            change.record("token", false);
        }
        return settled;
    }

    private ZoneRulesChange change(Instant now, ZoneEdition ours, List<ZoneEdition> others) {
        return new ZoneRulesChange(
                new ZoneRulesStore(connection(), ScriptClock.frozen(now)),
                Zone.of(PHOENIX),
                ours,
                () -> others,
                "scheduler b on host-b",
                heard,
                System::nanoTime);
    }

    private final List<RedisConnection> connections = new ArrayList<>();

    private RedisConnection connection() {
        RedisConnection redis = TestRedis.connection();
        connections.add(redis);
        return redis;
    }

    @AfterEach
    void close() {
        connections.forEach(RedisConnection::close);
    }

    private static List<Outcome> pass(String now) {
        return FrozenPass.run(Instant.parse(now), UTC);
    }

    private static Schedules schedules() {
        return FrozenScheduler.at(BEFORE, UTC).schedules("test");
    }

    private static ScheduleStatus status(String name) {
        return schedules().get(name).orElseThrow();
    }

    private List<String> queued() {
        return client.lrange("rq:queue:default", 0, -1);
    }

    private Instant due(String id) {
        return Scores.instant(new BigDecimal(client.zscore("rq:scheduler:scheduled_jobs", id)).toPlainString());
    }

    private static double seconds(Instant instant) {
        return instant.getEpochSecond();
    }

    private static ZoneEdition edition(String version, int phoenix) {
        return new ZoneEdition(
                version,
                () -> List.of(new Zone(PHOENIX, ZoneOffset.ofHours(phoenix).getRules()), Zone.of("Europe/Berlin")));
    }

    /** What a listener is told, as lines. */
    private static final class Heard implements SchedulerListener {
        private final List<String> lines = new ArrayList<>();

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
