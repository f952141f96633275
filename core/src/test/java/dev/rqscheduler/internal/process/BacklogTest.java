/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.testing.HandMade.SCHEDULE;
import static dev.rqscheduler.testing.HandMade.queue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.testing.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.AbstractPipeline;

/** A long backlog, all kinds mixed over many queues: each job once, in order. */
@ExtendWith(TestRedis.class)
class BacklogTest {

    private static final Instant NOW = Instant.parse("2026-01-15T13:00:30Z");
    private static final int JOBS = 20_000;
    private static final int QUEUES = 100;
    private static final List<String> KINDS = List.of(
            "",
            "",
            "",
            "",
            "",
            "",
            "{\"interval\": 86400}",
            "{\"cron_string\": \"0 0 * * *\", \"repeat\": 2}",
            "broken",
            "");

    @Test
    void movesEachOfTwentyThousandOnce() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        TreeMap<String, List<String>> expected = new TreeMap<>();
        int periodic = 0;
        int broken = 0;
        try (AbstractPipeline pipeline = TestRedis.client().pipelined()) {
            for (int i = 0; i < JOBS; i++) {
                String id = String.format("job-%05d", i);
                String queue = "q" + random.nextInt(QUEUES);
                String meta = KINDS.get(random.nextInt(KINDS.size()));
                pipeline.hset(bytes("rq:job:" + id), bytes("data"), bytes("opaque"));
                pipeline.hset(bytes("rq:job:" + id), bytes("origin"), bytes(queue));
                if (!meta.isEmpty()) {
                    pipeline.hset(bytes("rq:job:" + id), bytes("meta"), bytes(meta));
                }
                pipeline.zadd(SCHEDULE, (double) (NOW.getEpochSecond() - JOBS + i), id);
                periodic += meta.startsWith("{") ? 1 : 0;
                broken += meta.equals("broken") ? 1 : 0;
                if (!meta.equals("broken")) {
                    expected.computeIfAbsent(queue, name -> new ArrayList<>()).add(id);
                }
            }
        }

        List<Outcome> outcomes = FrozenPass.run(NOW, ZoneOffset.UTC);

        assertThat(outcomes).as("seed %d", seed).hasSize(JOBS);
        assertThat(outcomes.stream().map(Outcome::id).distinct()).hasSize(JOBS);
        expected.forEach((queue, ids) ->
                assertThat(queue(queue)).as("%s, seed %d", queue, seed).isEqualTo(ids));
        assertThat(TestRedis.client().zcard(SCHEDULE)).as("seed %d", seed).isEqualTo(periodic);
        assertThat(TestRedis.client().zcount(SCHEDULE, 0, (double) NOW.getEpochSecond()))
                .isZero();
        assertThat(TestRedis.client().zcard("rq:scheduling:quarantine")).isEqualTo(broken);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
