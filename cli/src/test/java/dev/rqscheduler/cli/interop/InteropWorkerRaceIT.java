/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

/** Periodic jobs that are due every second while real workers write to the very same hashes. */
@ExtendWith(TestRedis.class)
class InteropWorkerRaceIT {

    private static final String SCHEDULE = "rq:scheduler:scheduled_jobs";
    private static final int RUNS = 4;
    private static final int JOBS = 20;

    private final String url = TestRedis.url();
    private final Rq rq = Rq.required(url);
    private final RedisClient redis = TestRedis.client();

    @Test
    void countsAreRightWhileWorkersWriteToTheSameHashes() throws InterruptedException {
        try (var scheduler = SchedulerClient.connect(url);
                var quick = rq.worker(Rq.SIMPLE_WORKER, "quick");
                var slow = rq.worker(Rq.FORKING_WORKER, "slow");
                var ours = SchedulerJar.daemon(url)) {
            await().atMost(ChildProcess.PATIENCE).until(() -> redis.scard("rq:workers") == 2);
            List<String> ids = schedule(scheduler);
            await().atMost(ChildProcess.PATIENCE)
                    .untilAsserted(() -> assertThat(redis.zcard(SCHEDULE))
                            .as(() -> quick + "\n" + slow)
                            .isZero());
            await().atMost(ChildProcess.PATIENCE)
                    .untilAsserted(() -> assertThat(ids)
                            .as(() -> quick + "\n" + slow)
                            .allSatisfy(id -> assertThat(redis.get("interop:runs:" + id))
                                    .as("runs of %s", id)
                                    .isEqualTo(Integer.toString(RUNS))));
            for (ChildProcess process : List.of(quick, slow, ours)) {
                process.signal("TERM");
                process.awaitSuccess();
            }
            check(ids);
        }
    }

    /**
     * Half of the quick ones write their copy of meta back, as each run does that shows its progress. A run that took so long
     * that the next move comes between its read and its write would bring the counter of that time back, here as with
     * rq-scheduler: hence their longer interval. The slow one, which leaves meta alone, still runs when it is due again.
     */
    private static List<String> schedule(SchedulerClient scheduler) {
        List<JobRequest> requests = new ArrayList<>();
        Instant first = scheduler.ping().plusSeconds(1);
        for (int i = 0; i < JOBS; i++) {
            boolean saves = i % 2 == 0;
            requests.add(JobRequest.every(
                    first.plusMillis(37L * i),
                    Duration.ofSeconds(saves ? 2 : 1),
                    RUNS,
                    job("quick-" + i, saves ? "save_progress" : "look", "quick").build()));
        }
        requests.add(JobRequest.every(
                first,
                Duration.ofSeconds(1),
                RUNS,
                job("slow", "slow", "slow").args(1.3).build()));
        scheduler.scheduleAll(requests);
        return requests.stream()
                .map(request -> request.job().id().orElseThrow())
                .toList();
    }

    private static JobSpec.Builder job(String id, String function, String queue) {
        return JobSpec.builder("interop_jobs." + function).id(id).queue(queue).meta(Map.of("own", "größe"));
    }

    private void check(List<String> ids) throws InterruptedException {
        assertThat(redis.exists("rq:queue:quick", "rq:queue:slow"))
                .as("both queues are empty")
                .isZero();
        assertThat(redis.keys("rq:scheduling:*"))
                .as("nothing in quarantine or missing, only by which rules of time zones next times are")
                .isSubsetOf("rq:scheduling:zone-rules");
        JobView view = JobView.jobs(rq, "pickle", ids.toArray(String[]::new));
        for (String id : ids) {
            boolean saves = id.startsWith("quick-") && Integer.parseInt(id.substring(6)) % 2 == 0;
            assertThat(view.fact(id, "meta"))
                    .isEqualTo("{'own': 'größe', 'interval': %d, 'repeat': 0%s}"
                            .formatted(saves ? 2 : 1, saves ? ", 'progress': " + RUNS : ""));
            assertThat(view.fact(id, "status")).isEqualTo("'finished'");
        }
        assertThat(Stream.of("quick", "slow").map(queue -> redis.zcard("rq:failed:" + queue)))
                .containsOnly(0L);
    }
}
