/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.FrozenScheduler;
import dev.rqscheduler.RunRecord;
import dev.rqscheduler.ScheduleStatus;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.job.JobSpec;
import dev.rqscheduler.redis.LeaseLostException;
import dev.rqscheduler.redis.RunStore;
import dev.rqscheduler.redis.ScriptClock;
import dev.rqscheduler.redis.connection.RedisConnection;
import dev.rqscheduler.redis.connection.RedisFailure;
import dev.rqscheduler.schedule.Misfire;
import dev.rqscheduler.schedule.Overlap;
import dev.rqscheduler.schedule.RunPlanner;
import dev.rqscheduler.schedule.RunStep;
import dev.rqscheduler.schedule.Schedule;
import dev.rqscheduler.schedule.ScheduleBuilder;
import dev.rqscheduler.testing.TestRedis;
import dev.rqscheduler.time.DateRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/** What a pass does with named schedules, at times that are given. */
@ExtendWith(TestRedis.class)
class ScheduleRunTest {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String QUEUE = "rq:queue:default";

    private final RedisClient client = TestRedis.client();

    private static ScheduleBuilder everyMinute() {
        return Schedule.builder("tick", JobSpec.of("jobs.tick", 1, "two")).every(Duration.ofMinutes(1));
    }

    private static void put(ScheduleBuilder schedule) {
        at(NOON).put(schedule.build());
    }

    private static Schedules at(Instant now) {
        return FrozenScheduler.at(now, UTC).schedules("test");
    }

    private static List<Outcome> pass(String time) {
        return FrozenPass.run(time(time), UTC);
    }

    /** On the day of {@link #NOON}. */
    private static Instant time(String time) {
        return Instant.parse("2026-03-02T" + time + "Z");
    }

    private List<String> queued() {
        return client.lrange(QUEUE, 0, -1);
    }

    private static List<String> outcomes(String name) {
        return at(NOON).history(name, 100).stream()
                .map(run -> run.due().toString().substring(11, 16) + " " + run.outcome()
                        + (run.reason().isEmpty() ? "" : " " + run.reason())
                        + (run.more() == 0 ? "" : " +" + run.more()))
                .toList();
    }

    private static ScheduleStatus status() {
        return at(NOON).get("tick").orElseThrow();
    }

    @Test
    void runsEachDueTimeAsAJobOfItsOwn() {
        put(everyMinute());
        assertThat(pass("12:00:59.999999")).isEmpty();
        assertThat(pass("12:01:00")).hasOnlyElementsOfType(Outcome.Moved.class).hasSize(1);
        assertThat(pass("12:01:30")).isEmpty();
        client.hset("rq:job:tick-20260302T120100Z", "status", "finished");
        pass("12:02:00.5");
        assertThat(queued()).containsExactly("tick-20260302T120100Z", "tick-20260302T120200Z");
        assertThat(client.smembers("rq:queues")).containsExactly(QUEUE);
        assertThat(client.hgetAll("rq:job:tick-20260302T120200Z"))
                .containsEntry("status", "queued")
                .containsEntry("origin", "default")
                .containsEntry("timeout", "180")
                .containsEntry("description", "jobs.tick(1, 'two')")
                .containsEntry("created_at", "2026-03-02T12:02:00.500000Z")
                .containsEntry("enqueued_at", "2026-03-02T12:02:00.500000Z");
        assertThat(status().runs()).isEqualTo(2);
        assertThat(status().next()).contains(time("12:03:00"));
        assertThat(status().lastJob()).contains("tick-20260302T120200Z");
        RunRecord last = at(NOON).history("tick", 1).get(0);
        assertThat(last.lateness()).isEqualTo(Duration.ofMillis(500));
        assertThat(last.jobStatus()).contains("queued");
    }

    @Test
    void aJobOfThatIdIsNotQueuedTwice() {
        put(everyMinute());
        pass("12:01:00");
        client.zadd("rq:scheduling:schedules", (double) time("12:01:00").getEpochSecond(), "tick");
        client.hset("rq:scheduling:schedule:tick", "due", time("12:01:00").getEpochSecond() + "000000");
        client.hset("rq:job:tick-20260302T120100Z", "status", "finished");
        assertThat(pass("12:01:10")).isEmpty();
        assertThat(queued()).hasSize(1);
        assertThat(status().next()).contains(time("12:02:00"));
    }

    @Test
    void downForThreeHoursRunsOnceByDefault() {
        put(everyMinute());
        pass("15:01:30");
        assertThat(queued()).containsExactly("tick-20260302T120100Z");
        assertThat(outcomes("tick")).containsExactly("12:02 skipped misfire +179", "12:01 queued");
        assertThat(status().next()).contains(time("15:02:00"));
    }

    @Test
    void orLeavesOutWhatIsTooLate() {
        put(everyMinute().misfire(new Misfire.Skip(Duration.ofSeconds(90))).overlap(Overlap.ALLOW));
        pass("15:01:40");
        assertThat(queued()).containsExactly("tick-20260302T150100Z");
        assertThat(outcomes("tick")).containsExactly("15:01 queued", "12:01 skipped misfire +179");
    }

    @Test
    void orRunsTheLastOfThemAll() {
        put(everyMinute().misfire(new Misfire.All(3)).overlap(Overlap.ALLOW));
        pass("15:01:40");
        assertThat(queued()).containsExactly("tick-20260302T145900Z", "tick-20260302T150000Z", "tick-20260302T150100Z");
        assertThat(outcomes("tick"))
                .containsExactly("15:01 queued", "15:00 queued", "14:59 queued", "12:01 skipped misfire +177");
    }

    @Test
    void aRunThatIsStillThereIsOverlappedOnlyIfThatIsAllowed() {
        put(everyMinute().overlap(Overlap.ALLOW));
        pass("12:01:00");
        pass("12:02:00");
        assertThat(queued()).hasSize(2);
    }

    @Test
    void elseTheNextIsLeftOut() {
        put(everyMinute());
        pass("12:01:00");
        client.hset("rq:job:tick-20260302T120100Z", "status", "started");
        assertThat(pass("12:02:00")).singleElement().isInstanceOf(Outcome.RunSkipped.class);
        client.hset("rq:job:tick-20260302T120100Z", "status", "failed");
        pass("12:03:00");
        assertThat(queued()).containsExactly("tick-20260302T120100Z", "tick-20260302T120300Z");
        assertThat(outcomes("tick")).containsExactly("12:03 queued", "12:02 skipped overlap", "12:01 queued");
    }

    @Test
    void orOneWaits() {
        put(everyMinute().overlap(Overlap.WAIT));
        pass("12:01:00");
        pass("12:02:00");
        assertThat(status().state()).isEqualTo(ScheduleStatus.State.WAITING);
        pass("12:02:01");
        pass("12:04:30");
        assertThat(queued()).hasSize(1);
        client.hset("rq:job:tick-20260302T120100Z", "status", "finished");
        pass("12:04:31.5");
        assertThat(queued()).containsExactly("tick-20260302T120100Z", "tick-20260302T120200Z");
        assertThat(outcomes("tick")).containsExactly("12:03 skipped overlap +1", "12:02 queued", "12:01 queued");
        assertThat(status().next()).contains(time("12:05:00"));
    }

    @Test
    void aPausedOneSaysWhatItLeavesOut() {
        put(everyMinute());
        at(NOON).pause("tick", "stocktaking");
        assertThat(pass("12:01:00")).singleElement().isInstanceOf(Outcome.RunSkipped.class);
        assertThat(status().state()).isEqualTo(ScheduleStatus.State.PAUSED);
        assertThat(status().pause().orElseThrow().reason()).isEqualTo("stocktaking");
        at(time("12:10:30")).resume("tick");
        assertThat(pass("12:10:31")).isEmpty();
        pass("12:11:00");
        assertThat(queued()).containsExactly("tick-20260302T121100Z");
        assertThat(outcomes("tick")).containsExactly("12:11 queued", "12:02 skipped paused +8", "12:01 skipped paused");
    }

    @Test
    void whatIsToBeSkippedIsSkippedOnce() {
        put(everyMinute());
        assertThat(at(NOON).skipNext("tick")).contains(time("12:01:00"));
        assertThat(at(NOON).skipNext("tick")).contains(time("12:01:00"));
        pass("12:01:00");
        pass("12:02:00");
        assertThat(queued()).containsExactly("tick-20260302T120200Z");
        assertThat(outcomes("tick")).containsExactly("12:02 queued", "12:01 skipped asked");
    }

    @Test
    void aRunThatIsAskedForIsCountedApart() {
        put(everyMinute());
        String job = at(time("12:00:20")).runNow("tick");
        assertThat(queued()).containsExactly(job);
        pass("12:01:00");
        assertThat(queued()).containsExactly(job, "tick-20260302T120100Z");
        assertThat(status().runs()).isEqualTo(1);
        assertThat(status().manualRuns()).isEqualTo(1);
        assertThat(at(NOON).history("tick", 2).get(1).askedBy()).contains("test");
    }

    @Test
    void endsAfterItsRuns() {
        put(everyMinute().maxRuns(2).overlap(Overlap.ALLOW));
        pass("12:01:00");
        assertThat(pass("12:02:00")).hasAtLeastOneElementOfType(Outcome.ScheduleFinished.class);
        assertThat(status().state()).isEqualTo(ScheduleStatus.State.FINISHED);
        assertThat(client.exists("rq:scheduling:schedules")).isFalse();
    }

    @Test
    void excludedDatesAreLeftOut() {
        put(everyMinute().exclude(DateRange.day(LocalDate.parse("2026-03-03"))).overlap(Overlap.ALLOW));
        pass("23:58:00");
        pass("23:59:00");
        assertThat(queued()).containsExactly("tick-20260302T120100Z", "tick-20260302T235900Z");
        assertThat(status().next()).contains(Instant.parse("2026-03-04T00:00:00Z"));
        assertThat(outcomes("tick")).startsWith("00:00 skipped excluded +1000", "23:59 queued");
    }

    @Test
    void neitherIsOneThatSomebodyExcludesJustBeforeItIsDue() {
        put(everyMinute());
        String key = "rq:scheduling:schedule:tick";
        String definition = client.hget(key, "definition");
        client.hset(key, "definition", definition.replace("}", ", \"exclude\": [\"2026-03-02\"]}"));
        pass("12:01:00");
        assertThat(queued()).isEmpty();
        assertThat(outcomes("tick")).containsExactly("12:01 skipped excluded +718");
        assertThat(status().next()).contains(Instant.parse("2026-03-03T00:00:00Z"));
    }

    @Test
    void aBadOneHarmsNoOther() {
        put(everyMinute());
        client.hset("rq:scheduling:schedule:bad", "definition", "{\"function\": \"f\", \"cron\": \"61 * * * *\"}");
        client.zadd("rq:scheduling:schedules", 0, "bad");
        client.zadd("rq:scheduling:schedules", 0, "nothing");
        client.set("rq:scheduling:schedule:text", "x");
        client.zadd("rq:scheduling:schedules", 0, "text");
        List<Outcome> outcomes = pass("12:01:00");
        assertThat(outcomes)
                .filteredOn(Outcome.ScheduleBroken.class::isInstance)
                .hasSize(3);
        assertThat(queued()).hasSize(1);
        assertThat(client.hget("rq:scheduling:schedule:bad", "problem")).startsWith("cron: ");
        assertThat(pass("12:01:30")).isEmpty();
        assertThat(at(NOON).list().map(status -> status.name() + " " + status.state()))
                .containsExactly("bad BROKEN", "text BROKEN", "tick ACTIVE");
    }

    @Test
    void whatPythonWritesIsReckonedAndRun() {
        client.hset(
                "rq:scheduling:schedule:py",
                "definition",
                "{\"function\": \"jobs.py\", \"cron\": \"*/5 * * * *\", \"zone\": \"Europe/Berlin\"}");
        client.zadd("rq:scheduling:schedules", 0, "py");
        pass("12:00:00");
        assertThat(at(NOON).get("py").orElseThrow().next()).contains(time("12:05:00"));
        pass("12:05:00");
        assertThat(queued()).containsExactly("py-20260302T120500Z");
        assertThat(at(NOON).list().map(ScheduleStatus::name)).containsExactly("py");
    }

    @Test
    void jitterDelaysByLessThanWasAllowed() {
        put(everyMinute().jitter(Duration.ofSeconds(30)));
        Instant next = status().next().orElseThrow();
        assertThat(next).isBetween(time("12:01:00"), time("12:01:30"));
        FrozenPass.run(next.minusNanos(1_000), UTC);
        assertThat(queued()).isEmpty();
        FrozenPass.run(next, UTC);
        assertThat(queued()).containsExactly("tick-20260302T120100Z");
    }

    @Test
    void aRefusedPushLosesNothing() {
        put(everyMinute());
        client.set(QUEUE, "no list");
        assertThat(pass("12:01:00")).singleElement().isInstanceOf(Outcome.Stuck.class);
        assertThat(client.exists("rq:job:tick-20260302T120100Z")).isFalse();
        assertThat(outcomes("tick").get(0)).startsWith("12:01 failed");
        client.del(QUEUE);
        pass("12:01:02");
        assertThat(queued()).containsExactly("tick-20260302T120100Z");
    }

    private static RunStore.Page page(RunStore store) {
        try (RunStore.Talk talk = store.talk("ours")) {
            talk.ask(0, 10);
            return talk.page();
        }
    }

    private static RunStore.Applied applied(RunStore store, List<RunStep> steps) {
        try (RunStore.Talk talk = store.talk("ours")) {
            talk.apply(steps);
            return talk.applied(steps.size());
        }
    }

    @Test
    void aStaleSchedulerRunsNothing() {
        put(everyMinute());
        client.set("rq:scheduler_lock", "another");
        try (RedisConnection redis = TestRedis.connection()) {
            RunStore store = new RunStore(redis, ScriptClock.frozen(time("12:01:00")));
            assertThatThrownBy(() -> page(store)).isInstanceOf(LeaseLostException.class);
            client.set("rq:scheduler_lock", "ours");
            RunStore.Page page = page(store);
            List<RunStep> steps =
                    List.of(new RunPlanner().plan(page.schedules().get(0).schedule(), page.now()));
            client.set("rq:scheduler_lock", "another");
            assertThatThrownBy(() -> applied(store, steps)).isInstanceOf(LeaseLostException.class);
            assertThat(queued()).isEmpty();
            client.set("rq:scheduler_lock", "ours");
            client.hset("rq:scheduling:schedule:tick", "paused", "1");
            assertThat(applied(store, steps).results())
                    .extracting(RunStore.Result::kind)
                    .containsExactly(RunStore.Kind.CHANGED);
            assertThat(queued()).isEmpty();
        } finally {
            client.del("rq:scheduler_lock");
        }
    }

    @Test
    void whatWasRefusedIsMadeUpForAsThePolicySays() {
        put(everyMinute().misfire(new Misfire.All(10)).overlap(Overlap.ALLOW));
        client.set(QUEUE, "no list");
        pass("12:01:00");
        client.del(QUEUE);
        pass("12:03:00");
        assertThat(queued()).containsExactly("tick-20260302T120100Z", "tick-20260302T120200Z", "tick-20260302T120300Z");
    }

    @Test
    void withoutTheRightToWriteHashesNoDueTimeIsGivenUp() {
        put(everyMinute());
        rights("-hset");
        try {
            assertThatThrownBy(() -> pass("12:01:00")).isInstanceOf(RedisFailure.class);
        } finally {
            rights("+hset");
        }
        pass("12:01:05");
        assertThat(queued()).containsExactly("tick-20260302T120100Z");
    }

    private void rights(String rule) {
        client.executeCommand(new CommandArguments(Protocol.Command.ACL)
                .add("SETUSER")
                .add("default")
                .add(rule));
    }
}
