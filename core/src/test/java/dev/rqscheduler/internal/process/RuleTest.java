/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.testing.HandMade.LOCK;
import static dev.rqscheduler.testing.HandMade.SCHEDULE;
import static dev.rqscheduler.testing.HandMade.job;
import static dev.rqscheduler.testing.HandMade.queue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.move.Decider;
import dev.rqscheduler.internal.move.Decision;
import dev.rqscheduler.internal.move.MoveRule;
import dev.rqscheduler.internal.store.DuePage;
import dev.rqscheduler.internal.store.DueStore;
import dev.rqscheduler.internal.store.ScriptClock;
import dev.rqscheduler.testing.HandMade;
import dev.rqscheduler.testing.Json;
import dev.rqscheduler.testing.RedisState;
import dev.rqscheduler.testing.TestRedis;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

/** What the script does by rules is byte for byte what {@link Decider} and {@code apply_decisions.lua} do. */
@ExtendWith(TestRedis.class)
class RuleTest {

    private static final Instant NOW = Instant.parse("2026-01-15T13:00:30.000123Z");
    private static final double DUE = NOW.getEpochSecond();
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final String TOKEN = "ours";

    private static final List<String> METAS = List.of(
            "{\"interval\": 60}",
            "{\"interval\": \"7\"}",
            "{\"interval\": 3600, \"repeat\": 5}",
            "{\"interval\": 3600, \"repeat\": 1}",
            "{\"interval\": 3600, \"repeat\": 0}",
            "{\"interval\": 3600, \"repeat\": null}",
            "{\"interval\": 0, \"cron_string\": \"*/5 * * * *\"}",
            "{\"interval\": 300000000000}",
            "{\"interval\": 9000000000}",
            "{\"interval\": -1}",
            "{\"cron_string\": \"30 2 * * *\", \"repeat\": 3}",
            "{\"cron_string\": \"0 0 30 2 *\"}",
            "{\"cron_string\": \"not cron\"}",
            "{\"cron_string\": \"* * * * *\", \"queue_class_name\": \"my.Queue\"}",
            "{\"cron_string\": \"30 2 * * *\", \"scheduling\": {\"zone\": \"America/New_York\"}}",
            "{\"cron_string\": \"0 * * * *\", \"scheduling\": {\"zone\": \"Asia/Kathmandu\"}, \"repeat\": 2}",
            "{\"cron_string\": \"0 * * * *\", \"scheduling\": {\"zone\": \"Nowhere\"}}",
            "{\"cron_string\": \"0 * * * *\", \"scheduling\": {\"misfire\": \"skip\", \"misfire_after\": 90}, \"repeat\": 2}",
            "{\"interval\": 60, \"scheduling\": {\"zone\": \"Asia/Tokyo\", \"misfire\": \"once\", \"overlap\": \"allow\"}}",
            "{\"interval\": 60, \"scheduling\": {\"misfire\": \"skip\", \"misfire_after\": \"1m30s\"}}",
            "{\"interval\": 60, \"scheduling\": {\"overlap\": \"skip\"}, \"repeat\": 1}",
            "{\"interval\": 60, \"scheduling\": {\"jitter\": \"40s\"}, \"repeat\": 2}",
            "{\"cron_string\": \"* * * * *\", \"scheduling\": {\"jitter\": 40, \"overlap\": \"skip\"}}",
            "{\"scheduling\": {\"overlap\": \"skip\"}}",
            "{\"interval\": 60, \"scheduling\": {}}",
            "{\"interval\": 60, \"scheduling\": 5}",
            "{\"customer\": \"c-1\", \"repeat\": 4}",
            "{\"customer\": \"c-2\"}",
            "{}",
            "[]",
            "broken");

    private final RedisClient client = TestRedis.client();

    @Test
    void movesAsADecisionDoes() {
        long seed = new Random().nextLong();
        jobs(new Random(seed));
        Map<String, Object> start = dump();
        byDecisions();
        Map<String, Object> decided = dump();

        client.flushAll();
        jobs(new Random(seed));
        assertThat(dump()).as("seed %d", seed).isEqualTo(start);
        FrozenPass.run(NOW, ZONE, 50);

        assertThat(dump()).as("seed %d", seed).isEqualTo(decided);
    }

    /** A time to live to the nearest hundred: its seconds go by between two dumps. */
    private Map<String, Object> dump() {
        Map<String, Object> state = RedisState.dump(client);
        state.values()
                .forEach(key -> Json.object(key)
                        .computeIfPresent("ttl", (name, left) -> (((Number) left).longValue() + 50) / 100 * 100));
        return state;
    }

    private void jobs(Random random) {
        for (int i = 0; i < 600; i++) {
            Map<String, String> fields = new HashMap<>();
            fields.put("origin", "q" + random.nextInt(5));
            fields.put("meta", random.nextInt(10) == 0 ? "" : METAS.get(random.nextInt(METAS.size())));
            maybe(random, fields, "timeout", "", "-1", "60", "x");
            maybe(random, fields, "result_ttl", "-1", "500", "");
            maybe(random, fields, "ttl", "100", "0", "");
            maybe(random, fields, "ended_at", "2026-01-15T12:34:56.789012Z");
            maybe(random, fields, "enqueue_at_front", "1", "0");
            maybe(random, fields, "status", "canceled", "finished", "queued", "started", "deferred", "");
            double due = DUE - random.nextInt(200) - (random.nextBoolean() ? 0 : random.nextInt(1_000_000) / 1e6);
            job(String.format("job-%03d", i), due, flat(fields));
        }
    }

    /** One that differs from those around it in one thing. */
    private static final List<List<String>> ODDITIES = List.of(
            List.of("status", "canceled"),
            List.of("status", "deferred"),
            List.of("created_at", "2026-02-30T12:34:56.789012Z"),
            List.of("created_at", "2026-01-15 12:34:56"),
            List.of("created_at", "2026-01-15T12:34:56.78901.Z"),
            List.of("created_at", ""),
            List.of("timeout", "x"),
            List.of("timeout", "60"),
            List.of("ttl", "100"),
            List.of("ttl", "0"),
            List.of("result_ttl", "-1"),
            List.of("result_ttl", "1.5"),
            List.of("failure_ttl", "x"),
            List.of("enqueue_at_front", "1"),
            List.of("enqueue_at_front", ""),
            List.of("dependency_ids", "x"),
            List.of("dependency_ids", "[\"parent\"]"),
            List.of("dependency_id", "parent"),
            List.of("allow_dependency_failures", "x"),
            List.of("ended_at", "2026-01-15T12:34:56.789012Z"),
            List.of("origin", ""),
            List.of("origin", "other"),
            List.of("meta", "broken"),
            List.of("id", "plain_"),
            List.of("id", "a:b-"),
            List.of("id", "a b-"),
            List.of("id", "\u00fc-"),
            List.of("id", "00000000.0000-4000-8000-000000000"),
            List.of("expiry", "1000"),
            // Last, as no job moves by another one while an id without a hash is in its grace period.
            List.of("data", ""),
            List.of("hash", ""));

    /** Jobs move by what is known of one with the same fields; a page of one job has no other. */
    @Test
    void jobOddAmongJobsAlike_movesAsIfItWereAlone() {
        alike();
        List<Outcome> alone = FrozenPass.run(NOW, ZONE, 1);
        Map<String, Object> expected = dump();

        client.flushAll();
        alike();
        List<Outcome> together = FrozenPass.run(NOW, ZONE, 500);

        assertThat(dump()).isEqualTo(expected);
        assertThat(together).containsExactlyInAnyOrderElementsOf(alone);
    }

    /** For each oddity and kind of meta three jobs alike, an odd one, and two alike, in a queue of their own. */
    private void alike() {
        HandMade.hash(client, "parent", "status", "started");
        int number = 0;
        for (List<String> odd : ODDITIES) {
            for (String meta : List.of("", METAS.get(0), METAS.get(3), METAS.get(10))) {
                String queue = "q" + number;
                for (int i = 0; i < 6; i++) {
                    String id = String.format("00000000-0000-4000-8000-%012d", number);
                    Map<String, String> fields =
                            new HashMap<>(Map.of("meta", meta, "origin", queue, "result_ttl", "500"));
                    String oddName = i == 3 ? odd.get(0) : "";
                    if (oddName.equals("id")) {
                        id = odd.get(1) + String.format("%03d", number % 1_000);
                    } else if (!oddName.isEmpty()) {
                        fields.put(oddName, odd.get(1));
                    }
                    job(id, DUE - 1_000 + number, flat(fields));
                    if (oddName.equals("hash")) {
                        client.del("rq:job:" + id);
                    } else if (oddName.equals("expiry") || oddName.equals("ended_at")) {
                        client.hdel("rq:job:" + id, "expiry");
                        client.expire("rq:job:" + id, 1_000);
                    }
                    number++;
                }
            }
        }
    }

    private static void maybe(Random random, Map<String, String> fields, String name, String... values) {
        if (random.nextInt(4) == 0) {
            fields.put(name, values[random.nextInt(values.length)]);
        }
    }

    private static String[] flat(Map<String, String> fields) {
        List<String> flat = new ArrayList<>();
        fields.forEach((name, value) -> {
            flat.add(name);
            flat.add(value);
        });
        return flat.toArray(String[]::new);
    }

    /** As a pass would, if no meta had a rule. */
    private void byDecisions() {
        client.set(LOCK, TOKEN);
        Decider decider = new Decider(Zone.of(ZONE));
        try (RedisConnection redis = TestRedis.connection()) {
            DueStore store = new DueStore(redis, ScriptClock.frozen(NOW));
            List<MoveRule> ask = METAS.stream()
                    .map(meta ->
                            new MoveRule(RedisConnection.bytes(meta), new MoveRule.Ask(), null, OptionalLong.empty()))
                    .toList();
            DuePage page;
            do {
                page = store.look(TOKEN, 50, 0, ask).page();
                List<Decision> decisions = page.undecided().stream()
                        .map(job -> decider.decide(job, NOW))
                        .toList();
                store.apply(TOKEN, decisions, 0);
            } while (page.length() > 0);
        }
        client.del(LOCK);
    }

    /** More different metas than rules are kept for, none of them seen before: each job is moved once, in order. */
    @Test
    void anyNumberOfDifferentMetasIsMoved() {
        for (int i = 0; i < 700; i++) {
            job(String.format("job-%03d", i), DUE - 1000 + i, "meta", "{\"interval\": 3600, \"n\": " + i % 300 + "}");
        }

        List<Outcome> outcomes = FrozenPass.run(NOW, ZONE, 500);

        List<String> ids = IntStream.range(0, 700)
                .mapToObj(i -> String.format("job-%03d", i))
                .toList();
        assertThat(outcomes)
                .hasOnlyElementsOfType(Outcome.Moved.class)
                .extracting(Outcome::id)
                .containsExactlyElementsOf(ids);
        assertThat(queue("default")).containsExactlyElementsOf(ids);
        assertThat(client.zcount(SCHEDULE, 0, DUE)).isZero();
    }

    /** The rule for a cron expression tells one instant; a job that is due after it needs another. */
    @Test
    void aRuleOfTheLastMinuteIsNotUsedInTheNext() {
        job("first", DUE - 5, "meta", "{\"cron_string\": \"* * * * *\"}");
        job("second", DUE + 5, "meta", "{\"cron_string\": \"* * * * *\"}");
        job("third", DUE + 65, "meta", "{\"cron_string\": \"* * * * *\"}");
        FrozenPass.takeLock();
        List<Outcome> outcomes = new ArrayList<>();
        Decider decider = new Decider(Zone.of(ZONE));
        try (RedisConnection redis = TestRedis.connection()) {
            DueStore store = new DueStore(redis, ScriptClock.frozen(NOW.plusSeconds(70)));
            RuleBook old = new RuleBook(decider);
            old.learn(List.of(RedisConnection.bytes("{\"cron_string\": \"* * * * *\"}")), NOW);
            DuePage page = store.look("frozen pass", 500, 0, old.rules()).page();
            assertThat(page.moved()).isEmpty();
            assertThat(page.metas()).hasSize(1);
            FrozenPass.under(redis, NOW.plusSeconds(70), ZONE, 500, outcomes::add);
        }

        assertThat(outcomes).extracting(Outcome::id).containsExactly("first", "second", "third");
        assertThat(client.zrangeWithScores(SCHEDULE, 0, -1))
                .allSatisfy(entry -> assertThat(entry.getScore()).isEqualTo(DUE + 90));
    }
}
