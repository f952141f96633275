/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Misfire;
import dev.rqscheduler.api.Overlap;
import dev.rqscheduler.api.RunOutcome;
import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.api.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

/** Named schedules with the real daemon and real workers. */
@ExtendWith(TestRedis.class)
class InteropSchedulesIT {

    private static final Pattern EXAMPLE = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);
    private static final String DUE = "rq:scheduling:schedules";

    private final String url = TestRedis.url();
    private final Rq rq = Rq.required(url);
    private final RedisClient redis = TestRedis.client();

    @Test
    void aScheduleThatTenLinesOfPythonPutRunsOnTime() throws IOException, InterruptedException {
        Path page = Path.of(Objects.requireNonNullElse(System.getProperty("basedir"), "cli"))
                .toAbsolutePath()
                .resolveSibling("docs")
                .resolve("schedules.md");
        Matcher example = EXAMPLE.matcher(Files.readString(page));
        assertThat(example.find()).as("an example in %s", page).isTrue();
        String python = example.group(1);
        assertThat(python.strip().lines().filter(line -> !line.isBlank()).count())
                .isLessThanOrEqualTo(10);
        try (var scheduler = SchedulerClient.connect(url);
                var ours = SchedulerJar.daemon(url);
                var worker = rq.worker(Rq.SIMPLE_WORKER, "default")) {
            await().atMost(ChildProcess.PATIENCE).until(() -> redis.scard("rq:workers") == 1);
            rq.script(python).awaitSuccess();
            Schedules schedules = scheduler.schedules("test");
            await().atMost(ChildProcess.PATIENCE)
                    .untilAsserted(() -> assertThat(redis.lrange("shop:runs", 0, -1))
                            .as(() -> ours + "\n" + worker)
                            .hasSizeGreaterThanOrEqualTo(2));
            List<RunRecord> history = schedules.history("from-python", 100);
            assertThat(history)
                    .filteredOn(run -> run.outcome() == RunOutcome.QUEUED)
                    .hasSizeGreaterThanOrEqualTo(2);
            assertThat(history)
                    .filteredOn(run -> run.outcome() == RunOutcome.QUEUED)
                    .allSatisfy(run -> assertThat(run.lateness()).isGreaterThanOrEqualTo(Duration.ZERO));
            assertThat(history.get(history.size() - 1).jobStatus()).contains("finished");
            String asked = schedules.runNow("from-python");
            await().atMost(ChildProcess.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(redis.lrange("shop:runs", 0, -1)).contains(asked));
        }
    }

    @Test
    void downForThreeHoursEachPolicyDoesAsItSays() throws InterruptedException {
        try (var scheduler = SchedulerClient.connect(url)) {
            Schedules schedules = scheduler.schedules("test");
            Instant now = scheduler.ping();
            // Nearly a minute until another due time comes, so that none does while this test runs.
            Instant anchor = now.minusSeconds(1);
            put(schedules, "once", anchor, new Misfire.Once());
            put(schedules, "skip", anchor, new Misfire.Skip(Duration.ofMinutes(3)));
            put(schedules, "all", anchor, new Misfire.All(5));
            for (String name : List.of("once", "skip", "all")) {
                down(name, anchor.minus(Duration.ofHours(3)));
            }
            SchedulerJar.burst(url);
            rq.burstWorker(Rq.SIMPLE_WORKER, Rq.PICKLE_SERIALIZER, "default").awaitSuccess();

            assertThat(outcomes(schedules, "once")).containsExactly("skipped misfire +179", "queued finished");
            assertThat(outcomes(schedules, "skip"))
                    .containsExactly("queued finished", "queued finished", "queued finished", "skipped misfire +177");
            assertThat(outcomes(schedules, "all"))
                    .containsExactly(
                            "queued finished",
                            "queued finished",
                            "queued finished",
                            "queued finished",
                            "queued finished",
                            "skipped misfire +175");
            for (String name : List.of("once", "skip", "all")) {
                assertThat(schedules.get(name).orElseThrow().next()).contains(anchor.plusSeconds(60));
            }
        }
    }

    private static void put(Schedules schedules, String name, Instant anchor, Misfire misfire) {
        schedules.put(Schedule.builder(name, JobSpec.of("interop_jobs.counted_echo"))
                .every(Duration.ofMinutes(1), anchor)
                .misfire(misfire)
                .overlap(Overlap.ALLOW)
                .build());
    }

    /** As a scheduler that ended at that time leaves it. */
    private void down(String name, Instant due) {
        long micros = due.getEpochSecond() * 1_000_000 + due.getNano() / 1_000;
        redis.hset("rq:scheduling:schedule:" + name, "due", Long.toString(micros));
        redis.zadd(DUE, micros / 1e6, name);
    }

    private static List<String> outcomes(Schedules schedules, String name) {
        return schedules.history(name, 100).stream()
                .map(run -> run.outcome().word()
                        + run.reason().map(why -> " " + why).orElse("")
                        + (run.more() == 0 ? "" : " +" + run.more())
                        + run.jobStatus().map(status -> " " + status).orElse(""))
                .toList();
    }

    @Test
    void aWorkerThatHangsMeetsEachPolicyAsItSays() throws InterruptedException {
        try (var scheduler = SchedulerClient.connect(url);
                var first = rq.worker(Rq.SIMPLE_WORKER, "skip");
                var second = rq.worker(Rq.SIMPLE_WORKER, "wait");
                var third = rq.worker(Rq.SIMPLE_WORKER, "allow")) {
            await().atMost(ChildProcess.PATIENCE).until(() -> redis.scard("rq:workers") == 3);
            Schedules schedules = scheduler.schedules("test");
            for (Overlap overlap : Overlap.values()) {
                String name = overlap.name().toLowerCase(java.util.Locale.ROOT);
                schedules.put(Schedule.builder(
                                name,
                                JobSpec.builder("interop_jobs.slow")
                                        .args(3.5)
                                        .queue(name)
                                        .build())
                        .every(Duration.ofSeconds(1))
                        .overlap(overlap)
                        // A second that a busy machine has slept through is made up for.
                        .misfire(overlap == Overlap.ALLOW ? new Misfire.All(60) : new Misfire.Once())
                        .maxRuns(overlap == Overlap.ALLOW ? 4 : 2)
                        .build());
            }
            try (var ours = SchedulerJar.daemon(url)) {
                await().atMost(ChildProcess.PATIENCE)
                        .untilAsserted(() -> assertThat(schedules
                                        .list()
                                        .filter(status ->
                                                status.state() == dev.rqscheduler.api.ScheduleStatus.State.FINISHED)
                                        .count())
                                .as(() -> ours + "\n" + first + "\n" + second + "\n" + third)
                                .isEqualTo(3));
            }
            // Each second, whatever is running.
            assertThat(gaps(schedules, "allow")).containsOnly(1L);
            assertThat(outcomes(schedules, "allow")).noneMatch(outcome -> outcome.startsWith("skipped"));
            // At the first due time after the one before has ended; what came meanwhile is left out.
            assertThat(gaps(schedules, "skip")).allMatch(gap -> gap >= 4);
            assertThat(outcomes(schedules, "skip")).contains("skipped overlap");
            // The one that came due while the one before was running, as soon as that has ended.
            assertThat(gaps(schedules, "wait")).containsExactly(1L);
            List<RunRecord> kept = queued(schedules, "wait");
            assertThat(Duration.between(kept.get(1).at(), kept.get(0).at())).isGreaterThan(Duration.ofMillis(3_400));
        }
    }

    private static List<RunRecord> queued(Schedules schedules, String name) {
        return schedules.history(name, 100).stream()
                .filter(run -> run.outcome() == RunOutcome.QUEUED)
                .toList();
    }

    /** Seconds between the due times of runs. */
    private static List<Long> gaps(Schedules schedules, String name) {
        List<RunRecord> runs = queued(schedules, name);
        return java.util.stream.IntStream.range(1, runs.size())
                .mapToObj(
                        i -> Duration.between(runs.get(i).due(), runs.get(i - 1).due())
                                .toSeconds())
                .toList();
    }
}
