/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import static dev.rqscheduler.testing.HandMade.SCHEDULE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.FrozenScheduler;
import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.Depth;
import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Finding.Level;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Overview;
import dev.rqscheduler.api.Overview.Leadership;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.store.InstanceStore;
import dev.rqscheduler.internal.store.ScriptClock;
import dev.rqscheduler.testing.AclDocument;
import dev.rqscheduler.testing.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/** What an overview tells of a real Redis. */
@ExtendWith(TestRedis.class)
class OverviewTest {

    private static final Instant NOW = Instant.parse("2026-01-15T13:00:30Z");

    private final RedisClient client = TestRedis.client();
    private final RedisConnection redis = TestRedis.connection();
    private final SchedulerClient scheduler = FrozenScheduler.at(NOW, ZoneOffset.UTC);

    @AfterEach
    void close() {
        scheduler.close();
        redis.close();
    }

    private OverviewReader reader() {
        return new OverviewReader(redis, ScriptClock.frozen(NOW));
    }

    @Test
    void anEmptyRedis() {
        Overview overview = reader().read();
        assertThat(overview.now()).isEqualTo(NOW);
        assertThat(overview.lead()).isEqualTo(new Overview.Lead(Leadership.NOBODY, Optional.empty(), Optional.empty()));
        assertThat(overview.schedulers()).isEmpty();
        assertThat(overview.backlog())
                .isEqualTo(new Overview.Backlog(
                        Optional.empty(), OptionalLong.of(0), OptionalLong.of(0), Optional.empty(), Optional.empty()));
        assertThat(overview.schedules().all()).hasValue(0);
        assertThat(overview.quarantine().count()).hasValue(0);
        assertThat(overview.comingHour()).hasSize(60);
        assertThat(overview.coming()).isEmpty();
    }

    @Test
    void backlogAndComingHour() {
        scheduler.enqueueAt(
                NOW.minusSeconds(90), JobSpec.builder("f.late").id("late").build());
        scheduler.enqueueAt(NOW, JobSpec.builder("f.due").id("due").build());
        scheduler.enqueueAt(
                NOW.plusSeconds(29),
                JobSpec.builder("f.soon").id("soon").queue("q").build());
        scheduler.enqueueAt(
                NOW.plusSeconds(30), JobSpec.builder("f.then").id("then").build());
        scheduler.enqueueAt(
                NOW.plusSeconds(3_600), JobSpec.builder("f.much").id("much").build());
        scheduler
                .schedules("test")
                .put(Schedule.builder("often", JobSpec.of("f.often"))
                        .every(Duration.ofMinutes(20))
                        .build());
        Overview overview = reader().read();
        assertThat(overview.backlog())
                .isEqualTo(new Overview.Backlog(
                        Optional.empty(),
                        OptionalLong.of(5),
                        OptionalLong.of(2),
                        Optional.of(NOW.minusSeconds(90)),
                        Optional.of(NOW.plusSeconds(29))));
        List<Overview.Minute> minutes = overview.comingHour();
        assertThat(minutes.get(0))
                .isEqualTo(new Overview.Minute(
                        Instant.parse("2026-01-15T13:00:00Z"), OptionalLong.of(1), OptionalLong.of(0)));
        assertThat(minutes.get(1).jobs()).hasValue(1);
        assertThat(minutes.stream()
                        .mapToLong(minute -> minute.jobs().orElseThrow())
                        .sum())
                .isEqualTo(2);
        List<Integer> runs = IntStream.range(0, 60)
                .filter(i -> minutes.get(i).runs().orElseThrow() > 0)
                .boxed()
                .toList();
        assertThat(runs).as("minutes with a run of the schedule").hasSizeBetween(2, 3);
        assertThat(overview.coming()).extracting(Overview.Run::job).contains(Optional.of("soon"), Optional.of("much"));
        assertThat(overview.coming()).extracting(Overview.Run::at).isSorted();
        assertThat(overview.coming())
                .filteredOn(run -> run.schedule().isPresent())
                .hasSize(runs.size())
                .allSatisfy(run -> assertThat(run.what()).contains("f.often"));
    }

    /** It is looked at each second, though its due time has passed. */
    @Test
    void aScheduleThatWaitsForTheRunBeforeHasNoRunsInThePast() {
        scheduler
                .schedules("test")
                .put(Schedule.builder("waits", JobSpec.of("f.f"))
                        .every(Duration.ofMinutes(10))
                        .build());
        client.hset("rq:scheduling:schedule:waits", "due", (NOW.getEpochSecond() - 1_830) + "000000");
        client.zadd("rq:scheduling:schedules", NOW.getEpochSecond() + 1.0, "waits");
        assertThat(reader().read().coming())
                .extracting(Overview.Run::at)
                .startsWith(NOW.plusSeconds(1), Instant.parse("2026-01-15T13:10:00Z"))
                .hasSize(6);
    }

    @Test
    void schedulersTellThatTheyAreThere() {
        InstanceStore leader = new InstanceStore(redis, "one");
        InstanceStore standby = new InstanceStore(redis, "two");
        InstanceStore gone = new InstanceStore(redis, "three");
        Map<String, String> fields = Map.of("host", "web1", "pid", "17", "version", "1.2.3");
        leader.birth("a", Duration.ofSeconds(60), fields);
        standby.birth("b", Duration.ofSeconds(60), fields);
        gone.birth("c", Duration.ofSeconds(60), fields);
        gone.death("c");
        standby.heartbeat("b", Duration.ofSeconds(60), fields);
        client.hset("rq:scheduler_instance:two", Map.of("moved", "12345678901", "late", "0.0125"));
        client.set("rq:scheduler_lock", "rqscheduler:one:00000000-0000-0000-0000-000000000000");
        client.pexpire("rq:scheduler_lock", 15_000);
        client.hset("rq:scheduler_instance:python-1", Map.of("birth", "1768482000.5"));
        client.expire("rq:scheduler_instance:python-1", 70);
        Overview overview = new OverviewReader(redis).read();
        assertThat(overview.lead().by()).isEqualTo(Leadership.OURS);
        assertThat(overview.lead().name()).contains("one");
        assertThat(overview.lead().leaseRest())
                .hasValueSatisfying(rest -> assertThat(rest).isBetween(Duration.ofMillis(1), Duration.ofSeconds(15)));
        assertThat(overview.schedulersComplete()).isTrue();
        assertThat(overview.schedulers())
                .extracting(Overview.Scheduler::name)
                .containsExactly("one", "python-1", "two");
        Overview.Scheduler two = overview.schedulers().get(2);
        assertThat(two.host()).contains("web1");
        assertThat(two.ours()).isTrue();
        assertThat(two.work()).contains(new Overview.Work(12_345_678_901L, Optional.of(Duration.ofNanos(12_500_000))));
        assertThat(overview.schedulers().get(0).work()).as("does not tell").isEmpty();
        assertThat(two.heartbeatAge()).hasValueSatisfying(age -> assertThat(age).isGreaterThanOrEqualTo(Duration.ZERO));
        Overview.Scheduler python = overview.schedulers().get(1);
        assertThat(python.ours()).isFalse();
        assertThat(python.heartbeatAge()).isEmpty();
        assertThat(python.registrationRest()).isPresent();
    }

    @Test
    void schedulesByStateAndTheNewestOfTheQuarantine() {
        var schedules = scheduler.schedules("test");
        for (String name : List.of("a", "b", "c")) {
            schedules.put(Schedule.builder(name, JobSpec.of("f.f"))
                    .every(Duration.ofHours(3))
                    .build());
        }
        schedules.pause("b", "for a test");
        client.hset("rq:scheduling:schedule:c", Map.of("state", "broken"));
        IntStream.range(0, 7).forEach(i -> {
            client.zadd("rq:scheduling:quarantine", 1_000 + i, "q" + i);
            client.hset("rq:scheduling:quarantine:reasons", "q" + i, "{\"reason\": \"no queue\", \"due\": \"5\"}");
        });
        Overview overview = reader().read();
        assertThat(overview.schedules())
                .isEqualTo(new Overview.Schedules(
                        OptionalLong.of(3),
                        OptionalLong.of(1),
                        OptionalLong.of(1),
                        OptionalLong.of(0),
                        OptionalLong.of(0),
                        OptionalLong.of(1),
                        Duration.ZERO));
        assertThat(overview.quarantine().count()).hasValue(7);
        assertThat(overview.quarantine().newest()).hasSize(5).first().satisfies(aside -> {
            assertThat(aside.id()).isEqualTo("q6");
            assertThat(aside.reason()).isEqualTo("no queue");
        });
    }

    @Test
    void keysOfAnotherTypeSpoilNothingElse() {
        client.set(SCHEDULE, "text");
        client.set("rq:scheduling:schedules", "text");
        client.set("rq:scheduling:quarantine", "text");
        client.set("rq:scheduling:schedulers", "text");
        client.lpush("rq:scheduler_lock", "odd");
        Overview overview = reader().read();
        assertThat(overview.backlog().problem().orElseThrow()).contains("is a string");
        assertThat(overview.lead().by()).isEqualTo(Leadership.BLOCKED);
        assertThat(overview.quarantine().count()).isEmpty();
    }

    /** Without permission for the rest, what a scheduler may see anyway is shown. */
    @Test
    void theUserOfASchedulerSeesWhatItMay() {
        scheduler.enqueueAt(
                NOW.plusSeconds(29), JobSpec.builder("f.soon").id("soon").build());
        scheduler
                .schedules("test")
                .put(Schedule.builder("s", JobSpec.of("f.f"))
                        .every(Duration.ofHours(3))
                        .build());
        client.set("rq:scheduler_lock", "rqscheduler:one:00000000-0000-0000-0000-000000000000");
        AclDocument.set(client, "narrow", AclDocument.rules("rqscheduler", "pass"));
        try (var narrow = new RedisConnection(
                RedisConfig.parse(TestRedis.uri().replace("redis://", "redis://narrow:pass@")), 1)) {
            Overview overview = new OverviewReader(narrow, ScriptClock.frozen(NOW)).read();
            assertThat(overview.lead().name()).contains("one");
            assertThat(overview.backlog().nextDue()).contains(NOW.plusSeconds(29));
            assertThat(overview.schedulersComplete()).isFalse();
            assertThat(overview.schedules().all()).hasValue(1);
        } finally {
            client.executeCommand(
                    new CommandArguments(Protocol.Command.ACL).add("DELUSER").add("narrow"));
        }
    }

    /** However many schedules there are, they are counted in pages. */
    @Test
    void manySchedulesAreCountedInPages() {
        Map<String, Double> names = new HashMap<>();
        IntStream.range(0, 1_234).forEach(i -> names.put("s" + i, 0.0));
        client.zadd("rq:scheduling:schedule-names", names);
        assertThat(reader().read().schedules().active()).hasValue(1_234);
    }

    @Test
    void aQuickExaminationNamesWhatIsWrong() {
        scheduler.enqueueAt(
                Instant.EPOCH.plusSeconds(1_000),
                JobSpec.builder("f.late").id("late").build());
        List<Finding> findings = new Doctor(redis, InstantSource.system(), Zone.UTC, Depth.QUICK).examine();
        assertThat(findings).noneMatch(finding -> finding.name().equals("permissions"));
        new Examination(findings).says("overdue", Level.FAIL, "no scheduler is running", "start one");
    }

    /** A quick examination does not look at all keys, but at the list in which ours tell their names. */
    @Test
    void noSchedulerIsTroubleHoweverManyKeysThereAre() {
        client.eval("for i = 1, 9000 do redis.call('SET', 'key' .. i, 'x') end", 0);
        new Examination(new Doctor(redis, InstantSource.system(), Zone.UTC, Depth.QUICK).examine())
                .says("schedulers", Level.WARN, "none was found, and the lock is free", "start one");
    }

    @Test
    void aVerdictLeavesNothingOutThatIsNotGood() {
        client.zadd("rq:scheduling:schedule-names", 0, "c");
        client.hset("rq:scheduling:schedule:c", Map.of("state", "broken"));
        Overview overview = reader().read();
        Finding skipped = Finding.skip("memory", "not known");
        Finding warned = Finding.warn("lock", "odd", "look");
        List<Finding> findings = Doctor.verdict(overview, List.of(Finding.pass("role", "good"), skipped, warned));
        assertThat(findings).hasSize(3).endsWith(warned, skipped);
        assertThat(findings.get(0).what()).contains("1 schedule broken");
        Finding told = Finding.fail("named schedules", "1 schedule cannot be understood: \"c\"", "mend");
        assertThat(Doctor.verdict(overview, List.of(told))).containsExactly(told);
    }

    /** A number that must not be read is not zero. */
    @Test
    void whatMustNotBeReadIsUnknown() {
        scheduler
                .schedules("test")
                .put(Schedule.builder("s", JobSpec.of("f.f"))
                        .every(Duration.ofHours(3))
                        .build());
        acl("SETUSER", "blind", "on", ">pass", "~*", "+@all", "-zcount", "-zcard", "-hget", "-hmget");
        try (var blind =
                new RedisConnection(RedisConfig.parse(TestRedis.uri().replace("redis://", "redis://blind:pass@")), 1)) {
            Overview overview = new OverviewReader(blind, ScriptClock.frozen(NOW)).read();
            assertThat(overview.backlog().scheduled()).isEmpty();
            assertThat(overview.backlog().due()).isEmpty();
            assertThat(overview.schedules().all()).isEmpty();
            assertThat(overview.quarantine().count()).isEmpty();
            assertThat(overview.comingHour()).noneMatch(Overview.Minute::known);
            assertThat(Doctor.verdict(overview, List.of()))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.what())
                            .startsWith("could not be read: the number of scheduled")
                            .contains("quarantine", "named schedules"));
        } finally {
            acl("DELUSER", "blind");
        }
    }

    private void acl(String... words) {
        client.executeCommand(new CommandArguments(Protocol.Command.ACL).addObjects((Object[]) words));
    }
}
