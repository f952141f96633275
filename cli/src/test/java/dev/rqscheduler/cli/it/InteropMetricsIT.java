/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.cli.Prerequisites;
import dev.rqscheduler.cli.PrivateRedis;
import dev.rqscheduler.embedded.RedisServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/**
 * A live scheduler under load is scraped: what it says is held against what Redis has, its names against those that documents,
 * alert rules and dashboard use, and its text against the parser that Prometheus's own Python client brings.
 */
class InteropMetricsIT {

    private static final PrivateRedis REDIS = new PrivateRedis();
    private static final String SCHEDULE = "rq:scheduler:scheduled_jobs";
    private static final List<String> QUEUES = List.of("default", "mail", "od\"d\\\n queue");
    private static final int LOAD = 6_000;
    private static final Pattern NAME = Pattern.compile("rqscheduler_[a-z_]+");

    @TempDir
    private static Path folder = Path.of("");

    private final RedisClient client = REDIS.client();

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @BeforeEach
    void clear() {
        REDIS.clear();
    }

    @Test
    void valuesAreWhatRedisHas() throws IOException, InterruptedException {
        Map<String, Instant> load = new HashMap<>();
        try (SchedulerClient scheduler = REDIS.scheduler()) {
            whatDoesNotSimplyMove(scheduler);
            try (JarProcess daemon = JarProcess.start(folder, "-u", REDIS.url(), "--http", "0")) {
                HttpGet http = HttpGet.of(daemon);
                daemon.awaitLeading();
                double moved = 0;
                for (int batch = 0; batch < 6; batch++) {
                    load.putAll(add(scheduler, LOAD / 6));
                    Scrape scrape = http.scrape();
                    // What is counted is in its queue already, and nothing is counted back.
                    double now = scrape.sum("rqscheduler_jobs_moved_total");
                    assertThat(now).isBetween(moved, (double) inQueues());
                    moved = now;
                }
                // The last thing that happens: ids without a hash leave the schedule after five seconds.
                await().atMost(JarProcess.PATIENCE)
                        .until(() -> http.scrape().value("rqscheduler_jobs_dropped_total") == 4);
                await().atMost(JarProcess.PATIENCE)
                        .until(() -> http.scrape().sum("rqscheduler_jobs_moved_total") == LOAD);

                equalsTheCountIn(http, load);
                namesAgree(http.scrape());
            }
        }
    }

    @Test
    void textIsWhatPrometheusReads() throws IOException, InterruptedException {
        String python = Prerequisites.python("import prometheus_client.parser", "python3-prometheus-client");
        try (SchedulerClient scheduler = REDIS.scheduler()) {
            whatDoesNotSimplyMove(scheduler);
            Map<String, Instant> load = add(scheduler, 30);
            try (JarProcess daemon = JarProcess.start(folder, "-u", REDIS.url(), "--http", "0")) {
                HttpGet http = HttpGet.of(daemon);
                await().atMost(JarProcess.PATIENCE)
                        .until(() -> http.scrape().sum("rqscheduler_jobs_moved_total") == load.size());
                isAccepted(python, http.scrape().text());
            }
        }
    }

    private void whatDoesNotSimplyMove(SchedulerClient scheduler) {
        Instant past = Instant.now().minusSeconds(10);
        for (int i = 0; i < 3; i++) {
            scheduler.enqueueAt(past, JobSpec.builder("f").id("bad-" + i).build());
            client.hset("rq:job:bad-" + i, "meta", "no pickle");
        }
        for (int i = 0; i < 2; i++) {
            scheduler.enqueueAt(past, JobSpec.builder("f").id("odd-" + i).build());
            client.hset("rq:job:odd-" + i, "timeout", "soon");
        }
        for (int i = 0; i < 4; i++) {
            client.zadd(SCHEDULE, past.getEpochSecond() + 0.25, "gone-" + i);
        }
        for (int i = 0; i < 5; i++) {
            scheduler.enqueueAt(past, JobSpec.builder("f").id("cancelled-" + i).build());
            client.hset("rq:job:cancelled-" + i, "status", "canceled");
        }
        client.hset("rq:job:first", Map.of("status", "started", "created_at", "2026-01-01T00:00:00.000000Z"));
        scheduler.enqueueAt(
                past, JobSpec.builder("f").id("second").dependsOn("first").build());
        for (int i = 0; i < 7; i++) {
            scheduler.enqueueIn(Duration.ofHours(1 + i), JobSpec.of("f"));
        }
        for (String name : List.of("a", "b", "c")) {
            scheduler
                    .schedules("test")
                    .put(Schedule.builder(name, JobSpec.of("f"))
                            .every(Duration.ofDays(7))
                            .build());
        }
        scheduler.schedules("test").pause("b", "for the test");
        client.hset("rq:scheduling:schedule:broken", "definition", "{");
        client.zadd("rq:scheduling:schedules", 1, "broken");
    }

    /** Jobs that are due, or will be within a second, over all queues. */
    private static Map<String, Instant> add(SchedulerClient scheduler, int jobs) {
        Map<String, Instant> due = new HashMap<>();
        List<JobRequest> requests = new ArrayList<>();
        Instant now = Instant.now();
        for (int i = 0; i < jobs; i++) {
            Instant at = now.plusMillis(i - jobs / 2);
            String id = "load-" + now.toEpochMilli() + "-" + i;
            due.put(id, at);
            requests.add(JobRequest.at(
                    at, JobSpec.builder("f").id(id).queue(QUEUES.get(i % 3)).build()));
        }
        scheduler.scheduleAll(requests);
        return due;
    }

    private long inQueues() {
        return QUEUES.stream()
                .mapToLong(queue -> client.llen("rq:queue:" + queue))
                .sum();
    }

    private void equalsTheCountIn(HttpGet http, Map<String, Instant> load) throws InterruptedException {
        // What is read from Redis is kept for a second.
        Thread.sleep(1_100);
        Scrape scrape = http.scrape();
        double lateness = 0;
        for (Map.Entry<String, Instant> job : load.entrySet()) {
            Instant at = Instant.parse(Objects.requireNonNull(client.hget("rq:job:" + job.getKey(), "enqueued_at")));
            lateness += Duration.between(job.getValue(), at).toNanos() / 1e9;
        }
        for (String queue : QUEUES) {
            double length = client.llen("rq:queue:" + queue);
            assertThat(scrape.value("rqscheduler_jobs_moved_total", "queue", queue))
                    .isEqualTo(length);
            assertThat(scrape.value("rqscheduler_lateness_seconds_count", "queue", queue))
                    .isEqualTo(length);
            assertThat(scrape.value("rqscheduler_lateness_seconds_bucket", "queue", queue, "le", "+Inf"))
                    .isEqualTo(length);
        }
        // Redis keeps microseconds of the due time and of the move.
        assertThat(scrape.sum("rqscheduler_lateness_seconds_sum")).isCloseTo(lateness, within(LOAD * 2e-6));
        assertThat(scrape.value("rqscheduler_scheduled_jobs"))
                .isEqualTo((double) client.zcard(SCHEDULE))
                .isEqualTo(7);
        assertThat(scrape.value("rqscheduler_due_jobs"))
                .isEqualTo((double)
                        client.zcount(SCHEDULE, 0, (double) Instant.now().getEpochSecond()))
                .isZero();
        assertThat(scrape.value("rqscheduler_oldest_overdue_seconds")).isZero();
        assertThat(scrape.value("rqscheduler_next_due_timestamp_seconds"))
                .isCloseTo(Math.min(first(SCHEDULE), first("rq:scheduling:schedules")), within(1e-3));
        assertThat(scrape.value("rqscheduler_quarantine_jobs"))
                .isEqualTo((double) client.zcard("rq:scheduling:quarantine"))
                .isEqualTo(scrape.sum("rqscheduler_jobs_quarantined_total"));
        assertThat(scrape.value("rqscheduler_jobs_quarantined_total", "reason", "format"))
                .isEqualTo(3);
        assertThat(scrape.value("rqscheduler_jobs_quarantined_total", "reason", "field"))
                .isEqualTo(2);
        assertThat(scrape.value("rqscheduler_jobs_skipped_total", "reason", "cancelled"))
                .isEqualTo(5);
        assertThat(scrape.value("rqscheduler_jobs_deferred_total", "queue", "default"))
                .isEqualTo((double) client.zcard("rq:deferred:default"))
                .isEqualTo(1);
        assertThat(scrape.value("rqscheduler_jobs_missing_total")).isEqualTo(4);
        assertThat(scrape.value("rqscheduler_missing_jobs"))
                .isEqualTo((double) client.hlen("rq:scheduling:missing"))
                .isZero();
        assertThat(scrape.value("rqscheduler_schedules", "state", "active")).isEqualTo(2);
        assertThat(scrape.value("rqscheduler_schedules", "state", "paused")).isEqualTo(1);
        assertThat(scrape.value("rqscheduler_schedules", "state", "broken")).isEqualTo(1);
        assertThat(scrape.value("rqscheduler_leader")).isEqualTo(1);
        assertThat(scrape.value("rqscheduler_redis_up")).isEqualTo(1);
        assertThat(scrape.value("rqscheduler_pass_duration_seconds_count")).isPositive();
        assertThat(scrape.value("rqscheduler_last_turn_timestamp_seconds"))
                .isCloseTo((double) Instant.now().getEpochSecond(), within(30.0));
    }

    private double first(String sortedSet) {
        return client.zrangeWithScores(sortedSet, 0, 0).get(0).getScore();
    }

    /** Each name that is told is documented, watched or shown, and no other is. */
    private static void namesAgree(Scrape scrape) throws IOException {
        Set<String> told = scrape.names();
        assertThat(namesIn("docs/metrics.md")).isEqualTo(told);
        Set<String> used = namesIn("packaging/monitoring/rqscheduler.rules.yml");
        used.addAll(namesIn("packaging/monitoring/grafana-dashboard.json"));
        assertThat(used).isEqualTo(told);
        assertThat(told).containsAll(namesIn("packaging/monitoring/rqscheduler.rules.test.yml"));
    }

    private static Set<String> namesIn(String file) throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(Files.readString(Path.of("..").resolve(file)));
        while (name.find()) {
            names.add(name.group().replaceAll("_seconds_(bucket|count|sum)$", "_seconds"));
        }
        return names;
    }

    private static void isAccepted(String python, String text) throws IOException, InterruptedException {
        Path scrape = Files.writeString(folder.resolve("scrape.txt"), text);
        Process parser = new ProcessBuilder(python, "-c", """
                        import sys
                        from prometheus_client.parser import text_string_to_metric_families
                        for family in text_string_to_metric_families(open(sys.argv[1], newline='').read()):
                            assert family.documentation, family.name
                            print(family.type, len(family.samples))
                        """, scrape.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(parser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(parser.waitFor(JarProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(parser.exitValue()).as(said).isZero();
        assertThat(said).doesNotContain("unknown");
        assertThat(said.lines()
                        .mapToInt(line -> Integer.parseInt(line.split(" ")[1]))
                        .sum())
                .isEqualTo(Scrape.of(text).samples().size());
    }

    @Test
    void healthAndMetricsWhileRedisIsAway() {
        try (RedisServer server = RedisServer.builder().appendOnly(true).start();
                JarProcess daemon = JarProcess.start(folder, "-u", server.uri(), "--http", "0")) {
            HttpGet http = HttpGet.of(daemon);
            await().atMost(JarProcess.PATIENCE).until(() -> http.get("/readyz").statusCode() == 200);
            assertThat(http.get("/readyz").body()).contains("\"reason\":\"leading\"");
            try (JarProcess second = JarProcess.start(folder, "-u", server.uri(), "--http", "0")) {
                HttpGet standby = HttpGet.of(second);
                await().atMost(JarProcess.PATIENCE)
                        .until(() -> standby.get("/readyz").body().contains("standing by: the lock is held by"));
                assertThat(standby.scrape().value("rqscheduler_leader")).isZero();
                assertThat(standby.scrape().value("rqscheduler_lease_age_seconds"))
                        .isNaN();
            }

            server.kill();
            await().atMost(JarProcess.PATIENCE).until(() -> http.get("/readyz").statusCode() == 503);
            assertThat(http.get("/readyz").body()).contains("Redis unavailable");
            assertThat(http.get("/healthz").statusCode()).isEqualTo(200);
            await().atMost(JarProcess.PATIENCE).until(() -> http.scrape().value("rqscheduler_redis_up") == 0);
            Scrape scrape = http.scrape();
            assertThat(scrape.value("rqscheduler_scheduled_jobs")).isNaN();
            assertThat(scrape.value("rqscheduler_redis_errors_total", "kind", "unreachable"))
                    .isPositive();

            server.restart();
            await().atMost(JarProcess.PATIENCE).until(() -> http.get("/readyz").statusCode() == 200);
            await().atMost(JarProcess.PATIENCE).until(() -> http.scrape().value("rqscheduler_scheduled_jobs") == 0);
        }
    }
}
