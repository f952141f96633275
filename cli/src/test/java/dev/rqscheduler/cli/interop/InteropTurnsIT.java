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
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

/** rq-scheduler's process and ours take turns at one schedule into which jobs come all the time. */
@ExtendWith(TestRedis.class)
class InteropTurnsIT {

    private static final String SCHEDULE = "rq:scheduler:scheduled_jobs";
    private static final String LOCK = "rq:scheduler_lock";
    private static final String QUEUE = "rq:queue:default";
    private static final int TURN = 50;
    private static final int COUNTED = 10;
    private static final int RUNS = 6;

    private final String url = TestRedis.url();
    private final Rq rq = Rq.required(url);
    private final RedisClient redis = TestRedis.client();
    private final long seed = Long.getLong("interop.seed", new Random().nextInt(1_000_000));
    private final List<String> scheduled = new CopyOnWriteArrayList<>();
    private volatile boolean enough;

    @Test
    void noJobIsMovedTwiceOrLostWhileBothTakeTurns() throws Exception {
        System.out.println("-Dinterop.seed=" + seed);
        try (var scheduler = SchedulerClient.connect(url);
                var python = rq.tool("python_daemon", "", "--interval", "0.3")) {
            schedulePeriodic(scheduler);
            var producer = new Producer(scheduler);
            producer.start();
            try {
                for (int round = 0; round < 2; round++) {
                    turnOfPython(scheduler, python);
                    turnOfOurs(scheduler, python);
                }
            } finally {
                enough = true;
                producer.join();
            }
            // Only the two without an end stay, whoever does the rest.
            await().atMost(ChildProcess.PATIENCE).until(() -> redis.zcard(SCHEDULE) == 2);
        }
        checkQueue();
        checkMeta();
    }

    private void schedulePeriodic(SchedulerClient scheduler) {
        Instant now = scheduler.ping();
        List<JobRequest> requests = new ArrayList<>();
        Map<String, Object> meta = Map.of("user", Map.of("repeat", 99, "interval", "not ours"));
        for (int i = 0; i < COUNTED; i++) {
            requests.add(JobRequest.every(now, Duration.ofSeconds(1), RUNS, job("counted-" + i, meta)));
        }
        requests.add(JobRequest.every(now.plusSeconds(7200), Duration.ofHours(1), job("hourly", meta)));
        requests.add(JobRequest.cron("30 4 * * *", job("cron", meta)));
        scheduler.scheduleAll(requests);
    }

    private void turnOfPython(SchedulerClient scheduler, ChildProcess python) throws InterruptedException {
        int heard = python.awaitLine(python.lines().size(), "lock taken"::equals);
        for (int i = 0; i < TURN; i++) {
            heard = python.awaitLine(heard, line -> line.startsWith("moved once-"));
        }
        periodicJobsGetTheirNextTimes(scheduler);
        int from = heard;
        assertThat(python.lines().stream().skip(from)).contains("moved hourly", "moved cron");
    }

    private void turnOfOurs(SchedulerClient scheduler, ChildProcess python) throws InterruptedException {
        try (var ours = SchedulerJar.daemon(url)) {
            await().atMost(ChildProcess.PATIENCE)
                    .until(() -> String.valueOf(redis.get(LOCK)).startsWith("rqscheduler:"));
            int heard = python.awaitLine(python.lines().size(), "lock busy"::equals);
            long before = redis.llen(QUEUE);
            await().atMost(ChildProcess.PATIENCE).until(() -> redis.llen(QUEUE) >= before + TURN);
            periodicJobsGetTheirNextTimes(scheduler);
            assertThat(python.lines().stream().skip(heard)).containsOnly("lock busy");
            ours.signal("TERM");
            ours.awaitSuccess();
        }
    }

    /** Makes them due, waits until they are moved, and checks when they are due again. */
    private void periodicJobsGetTheirNextTimes(SchedulerClient scheduler) {
        Instant due = scheduler.ping().minusSeconds(60);
        for (String id : List.of("hourly", "cron")) {
            scheduler.reschedule(id, due);
            await().atMost(ChildProcess.PATIENCE).until(() -> {
                Double score = redis.zscore(SCHEDULE, id);
                return score != null && score > scheduler.ping().getEpochSecond();
            });
        }
        double now = scheduler.ping().getEpochSecond();
        assertThat(redis.zscore(SCHEDULE, "hourly")).isBetween(now + 3600 - 120, now + 3600);
        assertThat(redis.zscore(SCHEDULE, "cron") % 86400)
                .as("4:30 in %s, as UTC", Rq.ZONE)
                .isEqualTo(23 * 3600);
    }

    private void checkQueue() {
        List<String> queue = redis.lrange(QUEUE, 0, -1);
        Map<String, Long> places =
                queue.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(places.keySet()).as("seed %d", seed).containsAll(scheduled);
        assertThat(places)
                .allSatisfy((id, times) -> assertThat(times)
                        .as("places of %s", id)
                        .isEqualTo(id.startsWith("counted-") ? RUNS : id.startsWith("once-") ? 1 : 4));
        assertThat(places).hasSize(scheduled.size() + COUNTED + 2);
    }

    private void checkMeta() throws InterruptedException {
        String[] ids = IntStream.range(0, COUNTED).mapToObj(i -> "counted-" + i).toArray(String[]::new);
        JobView view = JobView.jobs(rq, "pickle", ids);
        for (String id : ids) {
            assertThat(view.fact(id, "meta"))
                    .isIn(
                            "{'user': {'repeat': 99, 'interval': 'not ours'}, 'interval': 1, 'repeat': 0}",
                            "{'user': {'interval': 'not ours', 'repeat': 99}, 'interval': 1, 'repeat': 0}");
            assertThat(view.fact(id, "args")).isEqualTo("('größe', 17)");
        }
    }

    private static JobSpec job(String id, Map<String, Object> meta) {
        return JobSpec.builder("interop_jobs.echo")
                .args("größe", 17)
                .id(id)
                .meta(meta)
                .build();
    }

    /**
     * Schedules job after job, each due within half a second; no more than Python moves well within its interval, as else it
     * takes the lock again as soon as it has given it back.
     */
    private final class Producer extends Thread {

        private final SchedulerClient scheduler;
        private final Random random = new Random(seed);

        Producer(SchedulerClient scheduler) {
            super("producer");
            this.scheduler = scheduler;
        }

        @Override
        public void run() {
            for (int i = 0; !enough; i++) {
                String id = "once-" + i;
                scheduler.enqueueIn(Duration.ofMillis(random.nextInt(500)), job(id, Map.of()));
                scheduled.add(id);
                try {
                    sleep(8);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }
}
