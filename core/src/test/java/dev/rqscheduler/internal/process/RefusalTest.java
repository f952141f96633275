/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.testing.HandMade.SCHEDULE;
import static dev.rqscheduler.testing.HandMade.hash;
import static dev.rqscheduler.testing.HandMade.job;
import static dev.rqscheduler.testing.HandMade.queue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.testing.RedisState;
import dev.rqscheduler.testing.TestRedis;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.ZRangeParams;

/** Redis refuses: no memory, no writes, no permission. Nothing is half done, nothing lost, nothing in two places. */
@ExtendWith(TestRedis.class)
class RefusalTest {

    private static final Instant NOW = Instant.parse("2026-01-15T13:00:30Z");
    private static final double DUE = NOW.getEpochSecond() - 10;
    private static final String COUNTED = "{\"interval\": 60, \"repeat\": 3}";

    private final RedisClient client = TestRedis.client();
    private final List<Outcome> outcomes = new ArrayList<>();

    @BeforeEach
    void jobsOfAllKinds() {
        hash(client, "parent", "status", "started");
        job("plain", DUE, "ttl", "100");
        job("periodic", DUE, "meta", COUNTED);
        job("dependent", DUE, "dependency_id", "parent");
        job("broken", DUE, "meta", "broken");
        job("cancelled", DUE, "status", "canceled");
        job("other-plain", DUE, "origin", "other", "ttl", "100", "enqueued_at", "2026-01-01T00:00:00.000000Z");
        job("other-periodic", DUE, "origin", "other", "meta", COUNTED, "result_ttl", "-1");
        FrozenPass.takeLock();
    }

    @AfterEach
    void permitAll() {
        client.configSet("maxmemory", "0");
        client.executeCommand(command("REPLICAOF", "NO", "ONE"));
        client.executeCommand(command("ACL", "DELUSER", "mover"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "writes"})
    void withoutMemoryOrWritesNothingIsDoneAndAfterwardsAllIs(String missing) {
        Map<String, Object> before = RedisState.dump(client);
        if (missing.equals("memory")) {
            client.configSet("maxmemory", "1");
        } else {
            client.executeCommand(command("REPLICAOF", "127.0.0.1", "1"));
        }

        assertThatThrownBy(() -> pass(TestRedis.config()))
                .isInstanceOfSatisfying(
                        RedisException.class,
                        failure -> assertThat(failure.kind())
                                .isEqualTo(
                                        missing.equals("memory")
                                                ? RedisException.Kind.OOM
                                                : RedisException.Kind.READONLY))
                .satisfies(failure ->
                        assertThat(failure.getMessage()).doesNotContain("\n", "script:", "@user_script", "redis.call"));
        assertThat(outcomes).isEmpty();
        assertThat(RedisState.dump(client)).isEqualTo(before);

        permitAll();
        pass(TestRedis.config());
        allIsDone();
    }

    /** One queue that must not be pushed to: its jobs stay as they were, byte for byte, and are reported. */
    @Test
    void withoutPermissionForAQueueItsJobsStayScheduledAsTheyWere() {
        RedisConfig mover = user("+@all", "~rq:queue:default", "~rq:queues", "~rq:job:*", "~rq:sch*", "~rq:deferred:*");
        Map<String, Object> before = RedisState.dump(client);

        for (int i = 0; i < 5; i++) {
            outcomes.clear();
            pass(mover);
            assertThat(outcomes)
                    .filteredOn(Outcome.Stuck.class::isInstance)
                    .extracting(Outcome::id)
                    .containsExactlyInAnyOrder("other-plain", "other-periodic");
        }

        Map<String, Object> after = RedisState.dump(client);
        List.of("rq:job:other-plain", "rq:job:other-periodic")
                .forEach(key -> assertThat(after.get(key)).isEqualTo(before.get(key)));
        assertThat(client.exists("rq:queue:other")).isFalse();
        assertThat(queue("default")).containsExactly("periodic", "plain");

        permitAll();
        outcomes.clear();
        pass(TestRedis.config());
        assertThat(queue("other")).containsExactly("other-periodic", "other-plain");
        assertThat(client.hget("rq:job:other-periodic", "meta")).isEqualTo("{\"interval\": 60, \"repeat\": 2}");
        assertThat(client.ttl("rq:job:other-plain")).isPositive();
    }

    /** A permission that lacks for the jobs' keys, TYPE included, is no fault of the jobs: none goes to quarantine. */
    @Test
    void withoutPermissionForTheJobsNoneIsPutAside() {
        pass(user("+@all", "~rq:queue*", "~rq:sch*", "~rq:deferred:*"));

        assertThat(outcomes).isNotEmpty().hasOnlyElementsOfType(Outcome.Stuck.class);
        assertThat(client.exists("rq:scheduling:quarantine")).isFalse();
        permitAll();
        pass(TestRedis.config());
        allIsDone();
    }

    /** Whatever command is forbidden: a job is in its queue or registered for its parent, or it is scheduled for now. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "zrem",
                "zadd",
                "rpush",
                "hset",
                "expire",
                "sadd",
                "persist",
                "hdel",
                "type",
                "hmget",
                "publish",
                "exists",
                "hget",
                "hlen",
                "hstrlen",
                "zscore",
                "zrank",
                "zremrangebyrank"
            })
    void withoutACommandNoJobIsInTwoPlaces(String command) {
        RedisConfig mover = user("+@all", "-" + command, "~*");

        try {
            pass(mover);
        } catch (RedisException refused) {
            assertThat(refused.kind()).isEqualTo(RedisException.Kind.NOPERM);
        }
        onePlaceEach();

        permitAll();
        client.executeCommand(command("ACL", "DELUSER", "mover"));
        pass(TestRedis.config());
        allIsDone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"~rq:deferred:*", "~rq:job:parent:dependents", "~rq:job::dependent:dependencies"})
    void aRefusedDeferralIsTakenBack(String key) {
        List<String> keys = new ArrayList<>(List.of(
                "~rq:queue:*",
                "~rq:queues",
                "~rq:sch*",
                "~rq:deferred:*",
                "~rq:job:parent:dependents",
                "~rq:job::dependent:dependencies"));
        keys.remove(key);
        keys.add("+@all");
        client.zrange(SCHEDULE, 0, -1).forEach(id -> keys.add("~rq:job:" + id));
        keys.add("~rq:job:parent");
        RedisConfig mover = user(keys.toArray(String[]::new));
        Map<String, Object> before = RedisState.dump(client);

        try {
            pass(mover);
        } catch (RedisException refused) {
            assertThat(refused.kind()).isEqualTo(RedisException.Kind.NOPERM);
        }

        Map<String, Object> after = RedisState.dump(client);
        assertThat(after.get("rq:job:dependent")).isEqualTo(before.get("rq:job:dependent"));
        assertThat(after).doesNotContainKeys("rq:deferred:default", "rq:job:parent:dependents");
        assertThat(client.zscore(SCHEDULE, "dependent")).isEqualTo(DUE);
    }

    private void allIsDone() {
        assertThat(client.zcount(SCHEDULE, 0, (double) NOW.getEpochSecond())).isZero();
        assertThat(queue("default")).containsExactlyInAnyOrder("plain", "periodic");
        assertThat(queue("other")).containsExactlyInAnyOrder("other-plain", "other-periodic");
        assertThat(client.zrange("rq:deferred:default", 0, -1)).containsExactly("dependent");
        assertThat(client.zrange("rq:scheduling:quarantine", 0, -1)).containsExactly("broken");
        assertThat(client.hget("rq:job:periodic", "meta")).isEqualTo("{\"interval\": 60, \"repeat\": 2}");
    }

    private void onePlaceEach() {
        List<String> elsewhere = new ArrayList<>(queue("default"));
        elsewhere.addAll(queue("other"));
        elsewhere.addAll(client.zrange("rq:deferred:default", 0, -1));
        elsewhere.addAll(client.smembers("rq:job:parent:dependents").stream()
                .filter(id -> !elsewhere.contains(id))
                .toList());
        elsewhere.addAll(client.zrange("rq:scheduling:quarantine", 0, -1));
        List<String> due = client.zrange(SCHEDULE, ZRangeParams.zrangeByScoreParams(0, DUE));

        assertThat(elsewhere).doesNotHaveDuplicates();
        assertThat(due).as("scheduled and elsewhere").noneMatch(elsewhere::contains);
        due.forEach(id -> assertThat(client.ttl("rq:job:" + id)).as(id).isEqualTo(-1));
    }

    private void pass(RedisConfig config) {
        try (RedisConnection redis = new RedisConnection(config, 1)) {
            FrozenPass.under(redis, NOW, ZoneOffset.UTC, 500, outcomes::add);
        }
    }

    private RedisConfig user(String... rules) {
        List<String> words = new ArrayList<>(List.of("SETUSER", "mover", "reset", "on", ">pw", "&*"));
        words.addAll(List.of(rules));
        client.executeCommand(command("ACL", words.toArray(String[]::new)));
        return RedisConfig.parse(TestRedis.uri().replace("redis://", "redis://mover:pw@"));
    }

    private static CommandArguments command(String name, String... args) {
        var command = new CommandArguments(Command.valueOf(name));
        for (String arg : args) {
            command.add(arg);
        }
        return command;
    }
}
