/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.cli.CommandRun;
import dev.rqscheduler.cli.PrivateRedis;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** list and count, on 1,000 jobs that are due a minute apart: every third on queue "other". */
class ListCommandTest {

    private static final PrivateRedis REDIS = new PrivateRedis();
    private static final Instant FIRST = Instant.parse("2090-01-01T00:00:00Z");
    private static final int JOBS = 1_000;

    @BeforeAll
    static void schedule() {
        List<JobRequest> requests = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            JobSpec job = JobSpec.builder("shop.jobs.mail")
                    .args(i)
                    .id("j" + i)
                    .queue(i % 3 == 0 ? "other" : "default")
                    .build();
            requests.add(JobRequest.at(FIRST.plus(Duration.ofMinutes(i)), job));
        }
        try (SchedulerClient scheduler = REDIS.scheduler()) {
            scheduler.scheduleAll(requests);
        }
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @Test
    void aTableForPeople() {
        CommandRun run = REDIS.run("list");
        assertThat(run.exitCode()).isZero();
        List<String> lines = run.outLines();
        assertThat(lines).hasSize(JOBS + 1);
        assertThat(lines.get(0)).matches("DUE +QUEUE +ID +RUNS +CALL");
        assertThat(lines.get(1))
                .matches("2090-01-01 00:00:00Z +in \\d+d\\d*h? +other +j0 +once +shop.jobs.mail\\(0\\)");
    }

    @Test
    void aJsonObjectPerLine() {
        CommandRun run = REDIS.runJson("list");
        assertThat(run.json())
                .hasSize(JOBS)
                .element(1)
                .satisfies(job -> assertThat(job)
                        .containsEntry("id", "j1")
                        .containsEntry("due", "2090-01-01T00:01:00Z")
                        .containsEntry("due_epoch", BigDecimal.valueOf(FIRST.getEpochSecond() + 60))
                        .containsEntry("queue", "default")
                        .containsEntry("status", "scheduled")
                        .containsEntry("description", "shop.jobs.mail(1)"));
    }

    @Test
    void untilQueueOffsetAndLimit() {
        String until = FIRST.plus(Duration.ofMinutes(9)).toString();
        assertThat(ids("--until", until)).containsExactly("j0", "j1", "j2", "j3", "j4", "j5", "j6", "j7", "j8", "j9");
        assertThat(ids("--until", until, "--queue", "other")).containsExactly("j0", "j3", "j6", "j9");
        assertThat(ids("--queue", "other", "--offset", "2", "--limit", "2")).containsExactly("j6", "j9");
        assertThat(ids("--offset", "998")).containsExactly("j998", "j999");
        assertThat(ids("--limit", "1")).containsExactly("j0");
        assertThat(ids("--limit", "0")).isEmpty();
        assertThat(ids("--queue", "none")).isEmpty();
    }

    @Test
    void nothingFoundIsSaidOnStderr() {
        CommandRun run = REDIS.run("list", "--queue", "none");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("no matching scheduled jobs");
    }

    @Test
    void count() {
        assertThat(REDIS.run("count").outLines()).containsExactly("1000");
        assertThat(REDIS.runJson("count", "--until", FIRST.toString()).json().get(0))
                .containsEntry("count", BigDecimal.ONE)
                .containsEntry("until", "2090-01-01T00:00:00Z");
    }

    private static List<Object> ids(String... args) {
        List<String> all = new ArrayList<>(List.of("list"));
        all.addAll(List.of(args));
        return REDIS.runJson(all.toArray(String[]::new)).json().stream()
                .map(job -> job.getOrDefault("id", "?"))
                .toList();
    }
}
