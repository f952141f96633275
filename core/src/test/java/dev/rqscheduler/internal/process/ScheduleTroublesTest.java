/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.internal.process.TickSchedule.NOON;
import static dev.rqscheduler.internal.process.TickSchedule.QUEUE;
import static dev.rqscheduler.internal.process.TickSchedule.at;
import static dev.rqscheduler.internal.process.TickSchedule.everyMinute;
import static dev.rqscheduler.internal.process.TickSchedule.outcomes;
import static dev.rqscheduler.internal.process.TickSchedule.pass;
import static dev.rqscheduler.internal.process.TickSchedule.put;
import static dev.rqscheduler.internal.process.TickSchedule.queued;
import static dev.rqscheduler.internal.process.TickSchedule.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.run.RunPlanner;
import dev.rqscheduler.internal.run.RunStep;
import dev.rqscheduler.internal.store.LeaseLostException;
import dev.rqscheduler.internal.store.RunStore;
import dev.rqscheduler.internal.store.ScriptClock;
import dev.rqscheduler.testing.Admin;
import dev.rqscheduler.testing.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/** Named schedules that cannot be run: broken, refused by Redis, or under a lock that is lost. */
@ExtendWith(TestRedis.class)
class ScheduleTroublesTest {

    private final RedisClient client = TestRedis.client();

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
    void withoutTheRightToWriteHashesNoDueTimeIsGivenUp() {
        put(everyMinute());
        rights("-hset");
        try {
            assertThatThrownBy(() -> pass("12:01:00")).isInstanceOf(RedisException.class);
        } finally {
            rights("+hset");
        }
        pass("12:01:05");
        assertThat(queued()).containsExactly("tick-20260302T120100Z");
    }

    /** Redis forgets its scripts while pages are under way: the calls that it does not know are sent again. */
    @Test
    void scriptsForgottenWithinATurn_eachScheduleRunsOnce() {
        putTwelve();
        List<Outcome> told = new ArrayList<>();
        AtomicBoolean forgotten = new AtomicBoolean();
        turn(told::add, () -> {
            if (!forgotten.getAndSet(true)) {
                client.scriptFlush();
            }
            return System.nanoTime();
        });
        turn(told::add, System::nanoTime);

        assertThat(forgotten).isTrue();
        assertThat(queued()).hasSize(12).doesNotHaveDuplicates();
        assertThat(told)
                .hasOnlyElementsOfType(Outcome.Moved.class)
                .extracting(outcome -> ((Outcome.Moved) outcome).id())
                .containsExactlyInAnyOrderElementsOf(queued());
    }

    /** Redis refuses the next page while the one before is applied: what ran by then is told, though the turn fails. */
    @Test
    void whatWasQueuedIsToldEvenIfTheTurnFailsBehindIt() {
        put(Schedule.builder("warm-up", JobSpec.of("jobs.tick")).every(Duration.ofMinutes(1)));
        turn(outcome -> {}, System::nanoTime); // so that Redis knows the scripts
        client.flushDB();
        putTwelve();
        Admin.call(client, "ACL", "LOG", "RESET");
        List<Outcome> told = new ArrayList<>();
        AtomicBoolean forbidden = new AtomicBoolean();
        Consumer<Outcome> forbidding = outcome -> {
            told.add(outcome);
            if (told.size() == 1) {
                await().until(() -> queued().size() == 4);
                rights("-zrangebyscore");
                forbidden.set(true);
            }
        };
        LongSupplier permitting = () -> {
            if (forbidden.getAndSet(false)) {
                await().until(() -> !((List<?>) Admin.call(client, "ACL", "LOG")).isEmpty());
                rights("+zrangebyscore");
            }
            return System.nanoTime();
        };

        assertThatThrownBy(() -> turn(forbidding, permitting))
                .isInstanceOfSatisfying(
                        RedisException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(RedisException.Kind.NOPERM));

        assertThat(queued()).hasSize(6);
        assertThat(told)
                .hasOnlyElementsOfType(Outcome.Moved.class)
                .extracting(outcome -> ((Outcome.Moved) outcome).id())
                .containsExactlyElementsOf(queued());
        turn(told::add, System::nanoTime);
        assertThat(queued()).hasSize(12).doesNotHaveDuplicates();
        assertThat(told).hasSize(12);
    }

    private void putTwelve() {
        for (int i = 0; i < 12; i++) {
            put(Schedule.builder("tick-" + i, JobSpec.of("jobs.tick")).every(Duration.ofMinutes(1)));
        }
    }

    /** One turn, two schedules a page. */
    private void turn(Consumer<Outcome> outcomes, LongSupplier nanoTime) {
        client.set("rq:scheduler_lock", "ours");
        try (RedisConnection redis = TestRedis.connection()) {
            RunStore store = new RunStore(redis, ScriptClock.frozen(time("12:01:00")));
            new NamedSchedules(store, new BatchSize(2), outcomes, nanoTime).turn("ours");
        } finally {
            client.del("rq:scheduler_lock");
        }
    }

    private void rights(String rule) {
        client.executeCommand(new CommandArguments(Protocol.Command.ACL)
                .add("SETUSER")
                .add("default")
                .add(rule));
    }
}
