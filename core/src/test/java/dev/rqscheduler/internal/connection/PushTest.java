/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;
import static dev.rqscheduler.testing.HandMade.queue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.testing.Admin;
import dev.rqscheduler.testing.RedisState;
import dev.rqscheduler.testing.TestRedis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

/**
 * What {@code push.lua} promises all scripts that push: an id that was taken is in its queue once, and a job that Redis refused is as
 * it was.
 */
@ExtendWith(TestRedis.class)
class PushTest {

    /** Pushes as it is told; the reply has an error, or empty text, for each job. */
    private static final String TEXT = """
            -- requires: push
            require_writable('a-set')
            local results = {}
            for i = 1, #ARGV, 5 do
              local kind, id, queue, front, ttl = unpack(ARGV, i, i + 4)
              local key, err = 'rq:job:' .. id
              ttl = ttl ~= '' and ttl or nil
              if kind == 'NEW' then
                err = push_new_job(id, key, queue, front == '1', ttl, {'HSET', key, 'status', 'queued', 'data', 'd'})
              else
                err = push_job(id, key, queue, front == '1', 'now', ttl, kind == 'PERIODIC', 'meta', 'after')
              end
              results[#results + 1] = err or ''
            end
            push_all()
            return results
            """;

    private static final LuaScript SCRIPT =
            LuaScript.of("test.lua", name -> name.equals("test.lua") ? TEXT : LuaScript.read(name));

    private enum Kind {
        /** There is a hash. */
        PLAIN,
        /** There is a hash, with an expiry that an earlier run left. */
        PERIODIC,
        /** The push makes the hash. */
        NEW
    }

    private record Job(Kind kind, String id, String queue, boolean front, String ttl) {}

    private final RedisClient client = TestRedis.client();

    @AfterEach
    void permitAll() {
        client.configSet("maxmemory", "0");
        Admin.call(client, "ACL", "DELUSER", "pusher");
    }

    @Test
    void manyJobsForManyQueues_areInTheirQueuesOnceAndInOrder() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Job> jobs = IntStream.range(0, 300)
                .mapToObj(i -> new Job(
                        Kind.values()[random.nextInt(3)],
                        "job-" + i,
                        "q" + random.nextInt(5),
                        random.nextInt(4) == 0,
                        random.nextInt(4) == 0 ? "100" : ""))
                .toList();
        Map<String, List<String>> expected = new LinkedHashMap<>();
        for (Job job : jobs) {
            List<String> ids = expected.computeIfAbsent(job.queue(), queue -> new ArrayList<>());
            ids.add(job.front() ? 0 : ids.size(), job.id());
        }

        assertThat(push(TestRedis.config(), jobs)).as("seed %d", seed).containsOnly("");

        expected.forEach(
                (queue, ids) -> assertThat(queue(queue)).as("seed %d", seed).containsExactlyElementsOf(ids));
        assertThat(client.smembers("rq:queues"))
                .containsExactlyInAnyOrderElementsOf(expected.keySet().stream()
                        .map(queue -> "rq:queue:" + queue)
                        .toList());
        for (Job job : jobs) {
            boolean isNew = job.kind() == Kind.NEW;
            assertThat(client.hget(key(job), "status")).isEqualTo("queued");
            assertThat(client.hget(key(job), "enqueued_at")).isEqualTo(isNew ? null : "now");
            assertThat(client.hget(key(job), "meta")).isEqualTo(isNew ? null : "after");
            assertThat(client.ttl(key(job)) > 0)
                    .as("%s, seed %d", job, seed)
                    .isEqualTo(!job.ttl().isEmpty());
        }
    }

    /** As the first queue of a call, and as one after others have been opened: these are written in another order. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void queueOfAnotherType_itsJobsAreAsTheyWere_othersMove(Kind kind) {
        client.set("rq:queue:bad", "text");

        for (String ttl : List.of("", "100")) {
            oneQueueIsRefused(kind, ttl, TestRedis.config(), "WRONGTYPE");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void queueWithoutPermission_itsJobsAreAsTheyWere_othersMove(Kind kind) {
        RedisConfig pusher = user("+@all", "~rq:job:*", "~rq:queues", "~rq:queue:good*", "~a-set");

        for (String ttl : List.of("", "100")) {
            oneQueueIsRefused(kind, ttl, pusher, "");
        }
    }

    private void oneQueueIsRefused(Kind kind, String ttl, RedisConfig config, String error) {
        for (List<String> order : List.of(List.of("bad", "good", "bad"), List.of("good", "bad", "bad", "good2"))) {
            client.del("rq:queue:good", "rq:queue:good2");
            client.keys("rq:job:*").forEach(client::del);
            List<Job> jobs = jobs(kind, ttl, order);
            write(jobs);
            Map<String, Object> before = RedisState.dump(client);

            List<String> errors = push(config, jobs);

            Map<String, Object> after = RedisState.dump(client);
            for (int i = 0; i < jobs.size(); i++) {
                Job job = jobs.get(i);
                if (job.queue().equals("bad")) {
                    assertThat(errors.get(i))
                            .as("%s of %s", job, order)
                            .isNotEmpty()
                            .startsWith(error);
                    assertThat(after.get(key(job))).as("%s of %s", job, order).isEqualTo(before.get(key(job)));
                } else {
                    assertThat(errors.get(i)).as("%s of %s", job, order).isEmpty();
                    assertThat(queue(job.queue())).containsOnlyOnce(job.id());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void setOfQueuesOfAnotherType_nothingMoves(Kind kind) {
        client.set("rq:queues", "text");
        List<Job> jobs = jobs(kind, "", List.of("a", "b", "a"));
        write(jobs);
        Map<String, Object> before = RedisState.dump(client);

        assertThat(push(TestRedis.config(), jobs)).allMatch(error -> error.startsWith("WRONGTYPE"));

        assertThat(RedisState.dump(client)).isEqualTo(before);
    }

    /** A hash that became something else after the script had read it: that job alone is refused. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void hashOfAnotherType_thatJobIsRefused_othersMove(int which) {
        List<Job> jobs = jobs(Kind.PLAIN, "", List.of("a", "a", "a"));
        write(jobs);
        client.del(key(jobs.get(which)));
        client.rpush(key(jobs.get(which)), "x");

        List<String> errors = push(TestRedis.config(), jobs);

        for (int i = 0; i < jobs.size(); i++) {
            assertThat(errors.get(i).isEmpty()).isEqualTo(i != which);
            assertThat(queue("a").contains(jobs.get(i).id())).isEqualTo(i != which);
        }
        assertThat(client.lrange(key(jobs.get(which)), 0, -1)).containsExactly("x");
    }

    /** Each command that a push needs, forbidden: each job is in its queue and written, or neither. */
    @ParameterizedTest
    @ValueSource(strings = {"rpush", "lpush", "sadd", "hset", "hmget", "expire", "persist"})
    void commandForbidden_noJobIsHalfDone(String command) {
        List<Job> jobs = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (String ttl : List.of("", "100")) {
                for (String queue : List.of("a", "b")) {
                    jobs.add(new Job(kind, kind + "-" + queue + ttl, queue, queue.equals("b"), ttl));
                }
            }
        }
        write(jobs);
        Map<String, Object> before = RedisState.dump(client);

        List<String> errors = push(user("+@all", "~*", "-" + command), jobs);

        assertThat(errors).anyMatch(error -> !error.isEmpty());
        for (int i = 0; i < jobs.size(); i++) {
            Job job = jobs.get(i);
            assertThat(queue(job.queue()).stream().filter(job.id()::equals).count())
                    .as("%s: %s", job, errors.get(i))
                    .isEqualTo(errors.get(i).isEmpty() ? 1 : 0);
            if (!errors.get(i).isEmpty()) {
                assertThat(client.hget(key(job), "status"))
                        .as("%s", job)
                        .isEqualTo(job.kind() == Kind.NEW ? null : "scheduled");
                assertThat(client.hget(key(job), "meta")).isEqualTo(job.kind() == Kind.NEW ? null : "before");
                assertThat(before.containsKey(key(job))).isEqualTo(job.kind() != Kind.NEW);
            }
        }
    }

    @Test
    void memoryIsFull_theScriptFailsBeforeItWritesAnything() {
        List<Job> jobs = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            jobs.addAll(jobs(kind, "", List.of("a", "b")));
        }
        write(jobs);
        Map<String, Object> before = RedisState.dump(client);
        client.configSet("maxmemory", "1");

        assertThatThrownBy(() -> push(TestRedis.config(), jobs))
                .isInstanceOfSatisfying(
                        RedisException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(RedisException.Kind.OOM));

        assertThat(RedisState.dump(client)).isEqualTo(before);
    }

    /** One job for each of these queues. */
    private static List<Job> jobs(Kind kind, String ttl, List<String> queues) {
        return IntStream.range(0, queues.size())
                .mapToObj(i -> new Job(kind, kind + "-" + i, queues.get(i), false, kind == Kind.PERIODIC ? "" : ttl))
                .toList();
    }

    private void write(List<Job> jobs) {
        for (Job job : jobs) {
            if (job.kind() != Kind.NEW) {
                client.hset(key(job), Map.of("status", "scheduled", "data", "d", "meta", "before"));
            }
        }
    }

    private List<String> push(RedisConfig config, List<Job> jobs) {
        for (Job job : jobs) {
            if (job.kind() != Kind.NEW && !client.exists(key(job))) {
                write(List.of(job));
            }
        }
        List<byte[]> args = jobs.stream()
                .flatMap(job -> Arrays.asList(
                        bytes(job.kind().name()),
                        bytes(job.id()),
                        bytes(job.queue()),
                        bytes(job.front() ? "1" : "0"),
                        bytes(job.ttl()))
                        .stream())
                .toList();
        try (RedisConnection redis = new RedisConnection(config, 1)) {
            Reply reply = Reply.of(redis.run(SCRIPT, List.of(), args));
            return IntStream.range(0, reply.size())
                    .mapToObj(i -> reply.at(i).text())
                    .toList();
        }
    }

    private static String key(Job job) {
        return "rq:job:" + job.id();
    }

    private RedisConfig user(String... rules) {
        List<String> words = new ArrayList<>(List.of("ACL", "SETUSER", "pusher", "reset", "on", ">pw", "&*"));
        words.addAll(List.of(rules));
        Admin.call(client, words.toArray(String[]::new));
        return RedisConfig.parse(TestRedis.uri().replace("redis://", "redis://pusher:pw@"));
    }
}
