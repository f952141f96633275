/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A plan computed from the end agrees with counting from the beginning. */
class PlanTest {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void theLastOfManyAreFoundWithoutCountingAll() {
        Plan plan = Plans.of(Schedule.builder("n", JobSpec.of("f"))
                .every(Duration.ofMillis(1))
                .build());
        Instant aYearAgo = NOW.minus(Duration.ofDays(365));
        assertThat(plan.lastOf(aYearAgo, NOW, 3)).isEqualTo(NOW.minusMillis(2));
        assertThat(plan.count(aYearAgo, NOW, 1_000)).isEqualTo(1_000);
    }

    @Test
    void theyAreThoseThatAWalkWouldFind() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] crons = {"*/7 * * * *", "0 3 * * *", "0 0 1 * *", "* 9 * * mon", "15,16,17 4 * * *"};
        for (int i = 0; i < 300; i++) {
            Plan plan = Plans.of(Schedule.builder("n", JobSpec.of("f"))
                    .cron(crons[random.nextInt(crons.length)])
                    .build());
            Instant first = plan.nextAfter(NOW.minusSeconds(random.nextInt(40 * 86_400)))
                    .orElseThrow();
            Instant until = first.plusSeconds(random.nextInt(10 * 86_400));
            int number = 1 + random.nextInt(20);
            List<Instant> walked = new ArrayList<>();
            for (Optional<Instant> next = Optional.of(first);
                    next.isPresent() && !next.get().isAfter(until);
                    next = plan.nextAfter(next.get())) {
                walked.add(next.get());
            }
            assertThat(plan.lastOf(first, until, number))
                    .as("seed %d, %d of %s from %s to %s", seed, number, walked, first, until)
                    .isEqualTo(walked.get(Math.max(0, walked.size() - number)));
        }
    }
}
