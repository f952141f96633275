/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.cli.PrivateRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of schedulers. */
class CrashIT {

    private static final PrivateRedis REDIS = new PrivateRedis();
    private static final String QUEUE = "rq:queue:default";
    private static final int JOBS = 20_000;

    @TempDir
    private static Path folder = Path.of("");

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @BeforeEach
    void clear() {
        REDIS.clear();
    }

    @Test
    void killedAmidManyJobsAndStartedAgainEachIsQueuedExactlyOnce() throws InterruptedException {
        schedule(JOBS);
        // Batches of 20 make a thousand calls of it: time enough to be killed in.
        String[] args = {"-u", REDIS.url(), "--lease", "1s", "--batch", "20"};
        try (JarProcess first = JarProcess.start(folder, args)) {
            await().atMost(JarProcess.PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> REDIS.client().llen(QUEUE) > 0);
            first.kill();
        }
        long moved = REDIS.client().llen(QUEUE);
        assertThat(moved).as("killed amid the work").isBetween(1L, JOBS - 1L);
        assertThat(REDIS.client().zcard("rq:scheduler:scheduled_jobs")).isEqualTo(JOBS - moved);

        try (JarProcess second = JarProcess.run(folder, "-u", REDIS.url(), "--burst")) {
            assertThat(second.awaitExit()).as(second.err()).isZero();
        }
        List<String> queue = REDIS.client().lrange(QUEUE, 0, -1);
        assertThat(queue).hasSize(JOBS).doesNotHaveDuplicates();
        assertThat(REDIS.client().zcard("rq:scheduler:scheduled_jobs")).isZero();
    }

    @Test
    void theOneThatWaitsTakesOverFromTheOneThatDied() throws InterruptedException {
        String[] args = {"-u", REDIS.url(), "--lease", "1s"};
        try (JarProcess first = JarProcess.start(folder, args)) {
            first.awaitLeading();
            try (JarProcess second = JarProcess.start(folder, args)) {
                second.awaitErr("standing by: the lock is held by");
                first.kill();
                schedule(10);
                await().atMost(JarProcess.PATIENCE).until(() -> REDIS.client().llen(QUEUE) == 10);
                second.awaitLeading();
                assertThat(second.errLines().stream().filter(line -> line.contains("standing by")))
                        .as("said once, not at each poll")
                        .hasSize(1);
                second.signal("TERM");
                assertThat(second.awaitExit()).isZero();
            }
        }
        assertThat(REDIS.client().lrange(QUEUE, 0, -1)).doesNotHaveDuplicates();
    }

    private static void schedule(int count) {
        List<JobRequest> requests = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            requests.add(JobRequest.at(
                    Instant.ofEpochSecond(1_000_000_000),
                    JobSpec.builder("f").id("j" + i).build()));
        }
        try (SchedulerClient scheduler = REDIS.scheduler()) {
            scheduler.scheduleAll(requests);
        }
    }
}
