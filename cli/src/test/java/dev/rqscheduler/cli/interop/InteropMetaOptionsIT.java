/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

/** The example of docs/meta-options.md, scheduled and run by Python and moved by us. */
@ExtendWith(TestRedis.class)
class InteropMetaOptionsIT {

    private static final String SCHEDULE = "rq:scheduler:scheduled_jobs";
    private static final String QUEUE = "rq:queue:default";

    private final String url = TestRedis.url();
    private final Rq rq = Rq.required(url);
    private final RedisClient redis = TestRedis.client();

    @Test
    void theOptionsThatPythonWritesHaveTheirEffect() throws InterruptedException {
        runExample();
        assertThat(redis.zrange(SCHEDULE, 0, -1)).containsExactlyInAnyOrder("report", "stock", "clean");

        double now = now();
        redis.zadd(SCHEDULE, now - 5, "report");
        redis.zadd(SCHEDULE, now - 5, "stock");
        redis.zadd(SCHEDULE, now - 130, "clean");
        SchedulerJar.burst(url);

        assertThat(redis.lrange(QUEUE, 0, -1)).containsExactlyInAnyOrder("report", "stock");
        assertNineInNewYork();
        assertThat(due("stock") - (now - 5 + 3600)).isBetween(0.0, 300.0);
        assertThat(redis.hget("rq:job:clean", "status")).isEqualTo("scheduled");
        assertThat(due("clean") % 600).isZero();
        assertThat(due("clean")).isGreaterThan(now);
        JobView view = JobView.jobs(rq, "pickle", "report", "stock", "clean");
        assertThat(view.fact("stock", "meta"))
                .isEqualTo("{'scheduling': {'overlap': 'skip', 'jitter': '5m'}, 'customer': 'yours, as ever',"
                        + " 'interval': 3600, 'scheduling_phase': " + (long) (now - 5) + "000000}");
        assertThat(view.fact("report", "meta")).doesNotContain("scheduling_phase");
    }

    @Test
    void aRunIsLeftOutUntilTheWorkerIsThroughWithTheOneBefore() throws InterruptedException {
        runExample();
        redis.zrem(SCHEDULE, "report", "clean");
        dueNow("stock");
        assertThat(redis.lrange(QUEUE, 0, -1)).containsExactly("stock");

        dueNow("stock");
        assertThat(redis.lrange(QUEUE, 0, -1)).containsExactly("stock");
        assertThat(redis.hget("rq:job:stock", "status")).isEqualTo("queued");

        try (var worker = rq.burstWorker(Rq.SIMPLE_WORKER, Rq.PICKLE_SERIALIZER, "default")) {
            worker.awaitSuccess();
        }
        assertThat(JobView.jobs(rq, "pickle", "stock").number("stock", "runs")).isOne();
        dueNow("stock");
        assertThat(redis.lrange(QUEUE, 0, -1)).containsExactly("stock");
    }

    private void runExample() throws InterruptedException {
        Path page = Path.of(Objects.requireNonNullElse(System.getProperty("basedir"), "cli"))
                .toAbsolutePath()
                .resolveSibling("docs")
                .resolve("meta-options.md");
        try (var example = rq.tool("example", "", page.toString())) {
            example.awaitSuccess();
        }
    }

    /** Gives a job a time that has just passed, and lets the scheduler see to it. */
    private void dueNow(String id) throws InterruptedException {
        redis.zadd(SCHEDULE, now() - 1, id);
        SchedulerJar.burst(url);
        assertThat(due(id)).isGreaterThan(now());
    }

    private void assertNineInNewYork() {
        var local = Instant.ofEpochSecond((long) due("report")).atZone(ZoneId.of("America/New_York"));
        assertThat(local.getHour()).isEqualTo(9);
        assertThat(local.getMinute()).isZero();
    }

    private double due(String id) {
        return Objects.requireNonNull(redis.zscore(SCHEDULE, id));
    }

    private static double now() {
        return Math.floor(System.currentTimeMillis() / 1e3);
    }
}
