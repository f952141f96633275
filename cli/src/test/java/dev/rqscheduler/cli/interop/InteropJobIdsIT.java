/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.cli.CommandRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

/** Which ids a worker of this version of RQ can load, and that the others do not reach it. */
@ExtendWith(TestRedis.class)
class InteropJobIdsIT {

    private static final String SCHEDULE = "rq:scheduler:scheduled_jobs";
    private static final List<String> IDS =
            List.of("A-Z_09", "", "a.b", "a:b", ":b", "b:", "sp ace", "café", "٣", "tail\n", "a/b@c", "日本");

    private final String url = TestRedis.url();
    private final Rq rq = Rq.required(url);
    private final RedisClient redis = TestRedis.client();

    /** What the rule was read from: the id is put into the queue, past every scheduler. */
    @ParameterizedTest
    @ValueSource(strings = {"A-Z_09", "", "a.b", "a:b", "café"})
    void aWorkerRunsWhatTheRuleSays(String id) throws InterruptedException {
        job(id);
        redis.rpush("rq:queue:default", id);

        try (var worker = rq.burstWorker(Rq.SIMPLE_WORKER, Rq.PICKLE_SERIALIZER, "default")) {
            // Status 0 even where it ended at the id.
            worker.awaitSuccess();
            assertThat(redis.get("interop:runs:" + id)).as(worker::toString).isEqualTo(loadable(id) ? "1" : null);
        }
    }

    @Test
    void aWorkerOutlivesAllThatIsScheduled() throws InterruptedException {
        try (var worker = rq.worker(Rq.SIMPLE_WORKER, "default")) {
            await().atMost(ChildProcess.PATIENCE).until(() -> redis.scard("rq:workers:default") == 1);
            double due = 1000;
            for (String id : IDS) {
                job(id);
                redis.zadd(SCHEDULE, due++, id);
            }
            job("last");
            redis.zadd(SCHEDULE, due, "last");

            SchedulerJar.burst(url);

            await().atMost(ChildProcess.PATIENCE)
                    .untilAsserted(() -> assertThat(redis.get("interop:runs:last"))
                            .as(worker::toString)
                            .isEqualTo("1"));
            for (String id : IDS) {
                assertThat(redis.get("interop:runs:" + id)).as(id).isEqualTo(loadable(id) ? "1" : null);
                assertThat(redis.zscore("rq:scheduling:quarantine", id) != null)
                        .as(id)
                        .isNotEqualTo(loadable(id));
            }
            quarantineIsExplained();
            worker.signal("TERM");
            worker.awaitSuccess();
        }
        assertThat(redis.zcard(SCHEDULE)).isZero();
        assertThat(redis.exists("rq:queue:default", "rq:queue:default:intermediate"))
                .isZero();
    }

    private void quarantineIsExplained() {
        for (String id : IDS) {
            if (!loadable(id)) {
                assertThat(redis.hget("rq:scheduling:quarantine:reasons", id))
                        .contains("of its queue runs RQ " + Rq.version().major() + "."
                                + Rq.version().minor());
                CommandRun retry = CommandRun.of("quarantine", "retry", id, "--url", url);
                assertThat(retry.exitCode()).isEqualTo(1);
                assertThat(retry.err()).contains("stays in quarantine");
            }
        }
    }

    private static boolean loadable(String id) {
        if (Rq.version().atLeast(2, 8)) {
            return id.matches("[A-Za-z0-9_-]*");
        }
        return !Rq.version().atLeast(2, 0) || !id.contains(":");
    }

    /** A job's hash under an id that our client refuses. */
    private void job(String id) {
        try (SchedulerClient scheduler = SchedulerClient.connect(url)) {
            scheduler.enqueueAt(
                    scheduler.ping().plusSeconds(3600),
                    JobSpec.builder("interop_jobs.counted_echo").id("model").build());
            Map<byte[], byte[]> hash = redis.hgetAll("rq:job:model".getBytes(UTF_8));
            scheduler.cancel("model", true);
            redis.hset(("rq:job:" + id).getBytes(UTF_8), hash);
        }
    }
}
