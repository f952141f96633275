/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.testing.HandMade.due;
import static dev.rqscheduler.testing.HandMade.field;
import static dev.rqscheduler.testing.HandMade.job;
import static dev.rqscheduler.testing.HandMade.queue;
import static dev.rqscheduler.testing.HandMade.worker;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.QuarantineCause;
import dev.rqscheduler.api.QuarantinedJob;
import dev.rqscheduler.api.RetryResult;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.testing.Admin;
import dev.rqscheduler.testing.HandMade;
import dev.rqscheduler.testing.TestRedis;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

/**
 * Jobs whose ids some versions of RQ cannot load. What each version does with which id was tried with workers of RQ 1.13, 2.3.3
 * and 2.12; {@code InteropJobIdsIT} does it again.
 */
@ExtendWith(TestRedis.class)
class UnloadableIdTest {

    private static final Instant NOW = Instant.parse("2026-01-15T13:00:30.5Z");
    private static final double DUE = NOW.getEpochSecond();

    private final RedisClient redis = TestRedis.client();

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "a.b,  none,          false, no worker of its queue is known",
                "a.b,  1.13.0,        true,  none",
                "a.b,  2.0.0,         true,  none",
                "a.b,  2.7.9,         true,  none",
                "a.b,  2.8,           false, runs RQ 2.8:",
                "a.b,  2.8.0rc1,      false, runs RQ 2.8.0rc1:",
                "a.b,  2.12.0,        false, worker \"w0\" of its queue runs RQ 2.12.0:",
                "a.b,  3.0.0,         false, runs RQ 3.0.0:",
                "a.b,  10.1.0,        false, runs RQ 10.1.0:",
                "a.b,  1.13.0 2.12.0, false, worker \"w1\" of its queue runs RQ 2.12.0:",
                "a.b,  2.12.0 1.13.0, false, worker \"w0\" of its queue runs RQ 2.12.0:",
                "a.b,  1.13.0 2.3.3,  true,  none",
                "a.b,  nonsense,      false, no worker of its queue is known",
                "a.b,  nonsense 1.16.2, true, none",
                "a:b,  none,          false, no worker of its queue is known",
                "a:b,  1.16.2,        true,  none",
                "a:b,  2.0,           false, has a colon",
                "a:b,  2.3.3,         false, runs RQ 2.3.3:",
                "a:b,  1.13.0 2.3.3,  false, worker \"w1\" of its queue runs RQ 2.3.3:",
                "a.b:c, 2.3.3,        false, has a colon",
            })
    void movesIfAllWorkersCanLoadIt(String id, @Nullable String versions, boolean moves, @Nullable String reason) {
        workers(versions);
        job(id, DUE);
        job("fine", DUE);

        FrozenPass.run(NOW, ZoneOffset.UTC);

        if (moves) {
            assertThat(queue("default")).containsExactlyInAnyOrder(id, "fine");
        } else {
            assertThat(queue("default")).containsExactly("fine");
            assertThat(reason(id)).contains("\"" + id + "\"", reason, "schedule it under another id");
        }
        assertThat(due(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.b",
                "a:b",
                ":",
                "b:",
                "sp ace",
                "café",
                "٣",
                "tail\n",
                "nul\0x",
                "a/b",
                "a@b",
                "日本",
                "𝔘",
                "a-b-c-d-e-f.",
                "."
            })
    void noneOfTheseGoesToRq212(String id) {
        workers("2.12.0");
        job(id, DUE);

        List<Outcome> outcomes = FrozenPass.run(NOW, ZoneOffset.UTC);

        assertThat(outcomes)
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Quarantined.class,
                        outcome -> assertThat(outcome.cause()).isEqualTo(QuarantineCause.ID));
        assertThat(queue("default")).isEmpty();
    }

    @Test
    void theseGoToEveryVersion() {
        Admin.call(redis, "CONFIG", "RESETSTAT");
        workers("2.12.0");
        List<String> ids = List.of(
                "",
                "-",
                "_",
                "A-Z_az09",
                "a-b-c-d-e-f-g-h_i_j",
                "--__--",
                "x".repeat(10_000),
                "5f3a9c1e-7d42-4b8a-9f10-aabbccddeeff");
        ids.forEach(id -> job(id, DUE));

        FrozenPass.run(NOW, ZoneOffset.UTC);

        assertThat(queue("default")).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(redis.info("commandstats")).doesNotContain("cmdstat_srandmember");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00ff",
                "x\u00c0\u00af",
                "\u00ed\u00a0\u0080",
                "\u00f4\u0090\u0080\u0080",
                "\u00e2\u0082",
                "\u00f0\u0080\u0080\u0080",
                "\u00c3\u00a9\u0080"
            })
    void bytesThatAreNoUtf8GoToNoWorker(String latin1) {
        workers("1.13.0");
        byte[] id = latin1.getBytes(ISO_8859_1);
        rawJob(id);

        assertThat(FrozenPass.run(NOW, ZoneOffset.UTC)).hasOnlyElementsOfType(Outcome.Quarantined.class);
        assertThat(redis.zscore(bytes("rq:scheduling:quarantine"), id)).isNotNull();
        assertThat(redis.zcard(HandMade.SCHEDULE)).isZero();
        assertThat(queue("default")).isEmpty();
    }

    /** A rule that looks at all bytes of an id is held against Java's own decoder and a pattern. */
    @ParameterizedTest
    @ValueSource(strings = {"1.13.0", "2.3.3", "2.12.0"})
    void randomIdsGoWhereTheyCanBeLoaded(String version) {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        workers(version);
        // Bytes as text of ISO 8859-1, so that they can be compared.
        Map<String, Boolean> ids = new TreeMap<>();
        for (int i = 0; i < 600; i++) {
            byte[] id = randomId(random);
            ids.put(new String(id, ISO_8859_1), loadable(id, version));
        }
        ids.keySet().forEach(id -> rawJob(id.getBytes(ISO_8859_1)));

        FrozenPass.run(NOW, ZoneOffset.UTC, 100);

        List<String> queued = redis.lrange(bytes("rq:queue:default"), 0, -1).stream()
                .map(id -> new String(id, ISO_8859_1))
                .toList();
        List<String> expected =
                ids.keySet().stream().filter(id -> ids.getOrDefault(id, false)).toList();
        assertThat(queued).as("-Dseed=%d", seed).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(redis.zcard("rq:scheduling:quarantine")).isEqualTo(ids.size() - expected.size());
    }

    private static byte[] randomId(Random random) {
        String alphabet = "aZ09_-aZ09_-aZ09_-.: é日𝔘";
        int[] letters = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.appendCodePoint(letters[random.nextInt(random.nextBoolean() ? 18 : letters.length)]);
        }
        byte[] id = text.toString().getBytes(UTF_8);
        if (random.nextInt(4) == 0) {
            id[random.nextInt(id.length)] = (byte) random.nextInt(256);
        }
        return id;
    }

    private static boolean loadable(byte[] id, String version) {
        String text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(id)).toString();
        } catch (CharacterCodingException e) {
            return false;
        }
        return switch (version) {
            case "1.13.0" -> true;
            case "2.3.3" -> !text.contains(":");
            default -> text.matches("[A-Za-z0-9_-]*");
        };
    }

    @Test
    void whatAWorkersHashDoesNotSay() {
        redis.hset("rq:worker:of-rq-1.2", Map.of("birth", "2019-01-01T00:00:00Z", "queues", "old"));
        redis.hset("rq:worker:made-again", Map.of("last_heartbeat", "2026-01-01T00:00:00Z"));
        redis.set("rq:worker:text", "x");
        redis.sadd(
                "rq:workers:old", "rq:worker:of-rq-1.2", "rq:worker:expired", "rq:worker:made-again", "rq:worker:text");
        redis.sadd("rq:workers:unknown", "rq:worker:made-again", "rq:worker:expired", "other:key");
        redis.set("rq:workers:text", "x");
        job("o.ld", DUE, "origin", "old");
        job("un.known", DUE, "origin", "unknown");
        job("te.xt", DUE, "origin", "text");

        FrozenPass.run(NOW, ZoneOffset.UTC);

        assertThat(queue("old")).containsExactly("o.ld");
        assertThat(reason("un.known")).contains("no worker of its queue is known");
        assertThat(reason("te.xt")).contains("cannot be read (WRONGTYPE");
    }

    @Test
    void aWorkerOfAnotherQueueDoesNotCount() {
        worker("here", "default", "1.13.0");
        worker("there", "other", "2.12.0");
        job("a.b", DUE);

        FrozenPass.run(NOW, ZoneOffset.UTC);

        assertThat(queue("default")).containsExactly("a.b");
    }

    @Test
    void neitherAPeriodicJobNorOneThatWouldBeDeferredGetsThrough() {
        workers("2.12.0");
        HandMade.hash(redis, "parent", "status", "started");
        job("every.hour", DUE, "meta", "{\"interval\": 3600}");
        job("at.front", DUE, "enqueue_at_front", "1");
        job("de.pendent", DUE, "dependency_ids", "[\"parent\"]");
        job("can.celled", DUE, "status", "canceled");

        FrozenPass.run(NOW, ZoneOffset.UTC);

        assertThat(queue("default")).isEmpty();
        assertThat(redis.exists("rq:deferred:default", "rq:job:parent:dependents"))
                .isZero();
        assertThat(redis.zrange("rq:scheduling:quarantine", 0, -1))
                .containsExactlyInAnyOrder("every.hour", "at.front", "de.pendent");
        assertThat(redis.zcard(HandMade.SCHEDULE)).isZero();
        assertThat(field("every.hour", "status")).isEqualTo("scheduled");
    }

    @Test
    void theOthersKeepTheirOrder() {
        workers("1.13.0 2.12.0");
        IntStream.range(0, 500).forEach(i -> job((i % 7 == 0 ? "odd." : "fine-") + i, DUE - 500 + i));

        FrozenPass.run(NOW, ZoneOffset.UTC, 100);

        assertThat(queue("default"))
                .isEqualTo(IntStream.range(0, 500)
                        .filter(i -> i % 7 != 0)
                        .mapToObj(i -> "fine-" + i)
                        .toList());
        assertThat(redis.zcard("rq:scheduling:quarantine")).isEqualTo(72);
    }

    @Test
    void manyWorkersOfManyQueuesAreLookedAtInParts() {
        int queues = 60;
        for (int queue = 0; queue < queues; queue++) {
            for (int number = 0; number < 50; number++) {
                worker("w" + queue + "-" + number, "q" + queue, "1.13.0");
            }
        }
        IntStream.range(0, 600).forEach(i -> job("odd." + i, DUE, "origin", "q" + i % queues));

        List<Outcome> outcomes = FrozenPass.run(NOW, ZoneOffset.UTC, 1000);

        assertThat(outcomes).hasSize(600).hasOnlyElementsOfType(Outcome.Moved.class);
        assertThat(redis.zcard(HandMade.SCHEDULE)).isZero();
    }

    @Test
    void aRetryWaitsForWorkersThatCanLoadIt() {
        worker("new", "default", "2.12.0");
        job("a.b", DUE);
        FrozenPass.run(NOW, ZoneOffset.UTC);
        try (SchedulerClient scheduler = SchedulerClient.connect(TestRedis.uri())) {
            assertThat(scheduler.quarantine().retry("a.b")).isEqualTo(RetryResult.UNLOADABLE);
            redis.del("rq:worker:new");
            assertThat(scheduler.quarantine().retry("a.b")).isEqualTo(RetryResult.UNLOADABLE);
            assertThat(due("a.b")).isEmpty();
            worker("old", "default", "2.3.3");
            assertThat(scheduler.quarantine().retry("a.b")).isEqualTo(RetryResult.RETRIED);
        }
        FrozenPass.run(NOW, ZoneOffset.UTC);
        assertThat(queue("default")).containsExactly("a.b");
    }

    @Test
    void aMoveThatSomebodyAskedForKeepsToTheSameRule() {
        worker("new", "default", "2.12.0");
        worker("old", "other", "1.13.0");
        job("a.b", DUE + 1e6);
        job("c.d", DUE + 1e6, "origin", "other");
        try (SchedulerClient scheduler = SchedulerClient.connect(TestRedis.uri())) {
            assertThat(scheduler.enqueueNow("a.b")).isFalse();
            assertThat(scheduler.enqueueNow("c.d")).isTrue();
        }
        assertThat(reason("a.b")).contains("runs RQ 2.12.0");
        assertThat(queue("other")).containsExactly("c.d");
    }

    @Test
    void workersThatMustNotBeReadAreAsGoodAsUnknown() {
        workers("1.13.0");
        job("a.b", DUE);
        job("fine", DUE);
        Admin.call(redis, "ACL", "SETUSER", "mover", "reset", "on", ">pw", "+@all", "-srandmember", "~*", "&*");
        try (RedisConnection mover = new RedisConnection(
                TestRedis.config().toBuilder().user("mover").password("pw").build(), 2)) {
            FrozenPass.takeLock();
            FrozenPass.under(mover, NOW, ZoneOffset.UTC, 100, outcome -> {});
        } finally {
            Admin.call(redis, "ACL", "DELUSER", "mover");
        }
        assertThat(queue("default")).containsExactly("fine");
        assertThat(reason("a.b")).contains("its queue's workers cannot be read (");
    }

    private static void workers(@Nullable String versions) {
        if (versions != null) {
            String[] each = versions.split(" ");
            for (int i = 0; i < each.length; i++) {
                worker("w" + i, "default", each[i]);
            }
        }
    }

    private void rawJob(byte[] id) {
        byte[] key = ("rq:job:" + new String(id, ISO_8859_1)).getBytes(ISO_8859_1);
        redis.hset(key, Map.of(bytes("data"), bytes("opaque"), bytes("origin"), bytes("default")));
        redis.zadd(bytes(HandMade.SCHEDULE), DUE, id);
    }

    private static String reason(String id) {
        try (SchedulerClient scheduler = SchedulerClient.connect(TestRedis.uri())) {
            Optional<QuarantinedJob> found = scheduler.quarantine().find(id);
            assertThat(found).as(id).isPresent();
            return found.orElseThrow().reason();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
