/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.testing.HandMade.job;
import static dev.rqscheduler.testing.HandMade.queue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.testing.TestRedis;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs reach their queue in the order in which they were due, as rq-scheduler moves them: by score, then by id. */
@ExtendWith(TestRedis.class)
class PassOrderTest {

    private static final Instant NOW = Instant.parse("2026-01-15T13:00:30Z");
    private static final double DUE = NOW.getEpochSecond();

    @Test
    void isThatOfScoresThenOfIds() {
        job("c", DUE - 5);
        job("b", DUE - 1);
        job("a", DUE - 1);
        job("ab", DUE - 1);
        job("z", DUE - 20.25);
        job("y", DUE - 20.5);

        run(500);

        assertThat(queue("default")).containsExactly("y", "z", "c", "a", "ab", "b");
    }

    @Test
    void putsEachJobForTheFrontBeforeTheLast() {
        job("back-1", DUE - 9);
        job("front-1", DUE - 8, "enqueue_at_front", "1");
        job("back-2", DUE - 7);
        job("front-2", DUE - 6, "enqueue_at_front", "1");
        TestRedis.client().rpush("rq:queue:default", "waiting");

        run(500);

        assertThat(queue("default")).containsExactly("front-2", "front-1", "waiting", "back-1", "back-2");
    }

    /** One-off, periodic, dependent and expiring jobs mixed, on few queues, so that all ways of moving are on each. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 500})
    void holdsForAllKindsTogether(int batch) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<List<String>> expected = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < 120; i++) {
            String id = String.format("job-%03d", i);
            int queue = random.nextInt(3);
            String[] kind = switch (random.nextInt(4)) {
                case 0 -> new String[] {"meta", "{\"interval\": 3600}"};
                case 1 -> new String[] {"dependency_id", "unknown-job"};
                case 2 -> new String[] {"ttl", "900"};
                default -> new String[] {"timeout", "20"};
            };
            job(id, DUE - 200 + i, kind[0], kind[1], "origin", "q" + queue);
            expected.get(queue).add(id);
        }

        run(batch);

        for (int queue = 0; queue < 3; queue++) {
            assertThat(queue("q" + queue)).as("seed %d", seed).isEqualTo(expected.get(queue));
        }
    }

    private static void run(int batch) {
        FrozenPass.run(NOW, ZoneOffset.UTC, batch);
    }
}
