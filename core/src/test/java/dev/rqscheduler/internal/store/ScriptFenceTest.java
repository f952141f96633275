/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static dev.rqscheduler.testing.HandMade.LOCK;
import static dev.rqscheduler.testing.HandMade.SCHEDULE;
import static dev.rqscheduler.testing.HandMade.job;
import static dev.rqscheduler.testing.HandMade.queue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.move.Decider;
import dev.rqscheduler.internal.move.Decision;
import dev.rqscheduler.internal.move.MoveRule;
import dev.rqscheduler.testing.RedisState;
import dev.rqscheduler.testing.TestRedis;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

/** Promise P2 inside the scripts, and what somebody else did to a job between the look and the move. */
@ExtendWith(TestRedis.class)
class ScriptFenceTest {

    private static final Instant NOW = Instant.parse("2026-01-15T13:00:30Z");
    private static final double DUE = NOW.getEpochSecond() - 10;
    private static final String TOKEN = "ours";

    private final RedisClient client = TestRedis.client();
    private final RedisConnection redis = TestRedis.connection();
    private final DueStore store = new DueStore(redis, ScriptClock.frozen(NOW));

    @BeforeEach
    void jobsOfAllKinds() {
        client.set(LOCK, TOKEN);
        job("plain", DUE);
        job("periodic", DUE, "meta", "{\"interval\": 60}", "origin", "p");
        job("broken", DUE, "meta", "broken", "origin", "b");
        job("cancelled", DUE, "status", "canceled", "origin", "c");
        client.zadd(SCHEDULE, DUE, "ghost");
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "another", "ours ", "OURS", "1795457521.6797624"})
    void nothingIsTouchedWithoutTheLock(String holder) {
        List<Decision> decisions = decisions();
        jobsOfAllKinds();
        hold(holder);
        letNothingExpire();
        Map<String, Object> before = RedisState.dump(client);

        assertThatThrownBy(() -> store.look(TOKEN, 500, 0, List.of()).page())
                .isInstanceOfSatisfying(
                        LeaseLostException.class,
                        lost -> assertThat(lost.holder()).isEqualTo(holder));
        assertThatThrownBy(() -> store.apply(TOKEN, decisions, 0)).isInstanceOf(LeaseLostException.class);
        assertThat(RedisState.dump(client)).isEqualTo(before);
    }

    /** A rest of a day would be another one a second later. */
    private void letNothingExpire() {
        client.persist("rq:scheduling:missing");
    }

    @Test
    void aDecisionIsAppliedOnceHoweverOftenItIsSent() {
        List<Decision> decisions = decisions();
        store.apply(TOKEN, decisions, 0);
        letNothingExpire();
        Map<String, Object> after = RedisState.dump(client);

        Applied again = store.apply(TOKEN, decisions, 0);

        assertThat(again.results()).extracting(Applied.Result::kind).containsOnly(Applied.Kind.GONE);
        assertThat(RedisState.dump(client)).isEqualTo(after);
        assertThat(queue("p")).containsExactly("periodic");
    }

    @Test
    void aLookMovesPlainJobsOnceHoweverOftenItIsSent() {
        store.look(TOKEN, 500, 0, List.of()).page();
        DuePage again = store.look(TOKEN, 500, 0, List.of()).page();

        assertThat(again.moved()).isEmpty();
        assertThat(queue("default")).containsExactly("plain");
    }

    @Test
    void whatWasCancelledMeanwhileIsLeftAlone() {
        List<Decision> decisions = decisions();
        client.del(SCHEDULE);

        assertLeftAlone(decisions, Applied.Kind.GONE);
    }

    @Test
    void whatWasRescheduledMeanwhileIsLeftAlone() {
        List<Decision> decisions = decisions();
        client.zrange(SCHEDULE, 0, -1).forEach(id -> client.zadd(SCHEDULE, DUE + 1, id));

        assertLeftAlone(decisions, Applied.Kind.GONE);
    }

    @Test
    void whatGotAnotherStatusMeanwhileIsLeftAlone() {
        List<Decision> decisions = decisions();
        List.of("periodic", "broken", "cancelled").forEach(id -> client.hset("rq:job:" + id, "status", "stopped"));

        assertLeftAlone(decisions, Applied.Kind.CHANGED);
    }

    @Test
    void whatGotAnotherMetaMeanwhileIsLeftAlone() {
        List<Decision> decisions = decisions();
        List.of("periodic", "broken", "cancelled").forEach(id -> client.hset("rq:job:" + id, "meta", "{}"));

        assertLeftAlone(decisions, Applied.Kind.CHANGED);
    }

    @Test
    void aHashThatWasDeletedMeanwhileDoesNotComeBack() {
        job("without-status", DUE, "dependency_id", "gone", "status", "");
        List<Decision> decisions = decisions();
        client.keys("rq:job:*").forEach(client::del);

        assertLeftAlone(decisions, Applied.Kind.CHANGED);
        assertThat(client.keys("rq:job:*")).isEmpty();
    }

    @Test
    void aKeyThatIsNoHashAnyMoreStopsNobodyElse() {
        List<Decision> decisions = decisions();
        client.set("rq:job:periodic", "text");
        client.set("rq:job:cancelled", "text");

        Applied applied = store.apply(TOKEN, decisions, 0);

        assertThat(applied.results())
                .extracting(Applied.Result::kind)
                .containsExactly(Applied.Kind.QUARANTINED, Applied.Kind.CHANGED, Applied.Kind.CHANGED);
    }

    /** 40 times 900,000 bytes would be a reply of 36 MB. */
    @Test
    void aPageOfJobsWithMuchMetaEndsEarly() {
        client.flushAll();
        client.set(LOCK, TOKEN);
        for (int i = 0; i < 40; i++) {
            job("heavy-" + i, DUE, "meta", "{\"interval\": 3600, \"note\": \"" + "x".repeat(900_000) + "\"}");
        }

        DuePage page = store.look(TOKEN, 500, 0, List.of()).page();

        assertThat(page.undecided()).hasSizeBetween(1, 3);
        assertThat(page.length()).isEqualTo(page.undecided().size());
        assertThat(page.nextDue()).contains(Instant.ofEpochSecond((long) DUE));
    }

    private void assertLeftAlone(List<Decision> decisions, Applied.Kind kind) {
        Map<String, Object> before = RedisState.dump(client);

        Applied applied = store.apply(TOKEN, decisions, 0);

        assertThat(applied.results()).extracting(Applied.Result::kind).containsOnly(kind);
        assertThat(RedisState.dump(client)).isEqualTo(before);
    }

    /** What a pass would do now with all but the plain job, which is moved by the look, if there were no rules for any meta. */
    private List<Decision> decisions() {
        Decider decider = new Decider(Zone.UTC);
        List<MoveRule> ask = store.look(TOKEN, 500, 0, List.of()).page().metas().stream()
                .map(meta -> new MoveRule(meta, new MoveRule.Ask(), null, OptionalLong.empty()))
                .toList();
        return store.look(TOKEN, 500, 0, ask).page().undecided().stream()
                .map(job -> decider.decide(job, NOW))
                .toList();
    }

    private void hold(String holder) {
        if (holder.isEmpty()) {
            client.del(LOCK);
        } else {
            client.set(LOCK, holder);
        }
    }

    /** The scripts know set and lock by their arguments alone: a source with a set of its own needs no others. */
    @Test
    void anotherSetWithItsOwnLock_isMovedByTheSameScripts() {
        String set = "rq:scheduled:default";
        String lock = "rq:scheduler-lock:default";
        job("theirs", DUE);
        job("theirs-periodic", DUE, "meta", "{\"interval\": 60}");
        client.zrem(SCHEDULE, "theirs", "theirs-periodic");
        client.zadd(set, Map.of("theirs", DUE, "theirs-periodic", DUE));
        DueStore other = new DueStore(redis, ScriptClock.frozen(NOW), 10, RqKeys.move(set, lock));
        Map<String, Object> before = RedisState.dump(client);

        assertThatThrownBy(() -> other.look(TOKEN, 500, 0, List.of()).page()).isInstanceOf(LeaseLostException.class);
        assertThat(RedisState.dump(client)).isEqualTo(before);

        client.set(lock, "another token");
        DuePage page = other.look("another token", 500, 0, List.of()).page();
        assertThat(page.moved()).extracting(DuePage.Moved::id).containsExactly("theirs");
        assertThat(page.metas()).hasSize(1);
        MoveRule rule = new Decider(Zone.UTC).rule(page.metas().get(0), NOW);
        page = other.look("another token", 500, 0, List.of(rule)).page();

        assertThat(page.moved()).extracting(DuePage.Moved::id).containsExactly("theirs-periodic");
        assertThat(queue("default")).containsExactly("theirs", "theirs-periodic");
        assertThat(client.zrange(set, 0, -1)).containsExactly("theirs-periodic");
        assertThat(RedisState.dump(client).get(SCHEDULE)).isEqualTo(before.get(SCHEDULE));
    }
}
