/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.SchedulerProcess;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.testing.AclDocument;
import dev.rqscheduler.testing.Certificates;
import dev.rqscheduler.testing.TestRedis;
import dev.rqscheduler.testing.TlsRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** Each example runs, and does in Redis what it says. */
@ExtendWith(TestRedis.class)
class ExamplesTest {

    private static final String SCHEDULED = "rq:scheduler:scheduled_jobs";

    private final String url = TestRedis.uri();
    private final RedisClient redis = TestRedis.client();

    @Test
    void scheduleJobs_run_schedulesFourJobs() throws Exception {
        Program.run(ScheduleJobs::main, url);
        assertThat(redis.zcard(SCHEDULED)).isEqualTo(4);
        assertThat(redis.zscore(SCHEDULED, "daily-report")).isNotNull();
        assertThat(redis.hget("rq:job:daily-report", "origin")).isEqualTo("reports");
        assertThat(redis.hget("rq:job:daily-report", "timeout")).isEqualTo("300");
    }

    @Test
    void scheduleInBulk_run_schedulesAThousandJobs() throws Exception {
        assertThat(Program.run(ScheduleInBulk::main, url)).contains("1000 jobs scheduled");
        assertThat(redis.zcard(SCHEDULED)).isEqualTo(1_000);
    }

    @Test
    void runNamedSchedules_withoutScheduler_leavesAScheduleThatIsDue() throws Exception {
        Program.run(RunNamedSchedules::main, url);
        assertThat(redis.zrange("rq:scheduling:schedules", 0, -1)).containsExactly("nightly-report");
        assertThat(redis.hget("rq:scheduling:schedule:nightly-report", "definition"))
                .contains("shop.jobs.report", "Europe/Berlin");
        runDueJobs();
        assertThat(redis.llen("rq:queue:default")).isEqualTo(1);
        assertThat(Program.run(RunNamedSchedules::main, url)).contains(" QUEUED");
    }

    @Test
    void readJobs_withJobs_printsThem() throws Exception {
        Program.run(ScheduleJobs::main, url);
        assertThat(Program.run(ReadJobs::main, url))
                .contains("shop.jobs.remind('order-17')", " in default", "shop.jobs.report()");
    }

    @Test
    void retryQuarantined_ofACorrectedJob_schedulesItAgain() throws Exception {
        try (SchedulerClient client = SchedulerClient.connect(url)) {
            client.enqueueIn(
                    Duration.ofMillis(1),
                    JobSpec.builder("shop.jobs.remind").id("order-17").build());
        }
        redis.hset("rq:job:order-17", "timeout", "1h");
        runDueJobs();
        assertThat(redis.zscore(SCHEDULED, "order-17")).isNull();
        redis.hset("rq:job:order-17", "timeout", "3600");
        assertThat(Program.run(RetryQuarantined::main, url)).contains("order-17: timeout must be", "RETRIED");
        runDueJobs();
        assertThat(redis.lrange("rq:queue:default", 0, -1)).containsExactly("order-17");
    }

    @Test
    void embedScheduler_closed_leavesNoLockNoLiveRegistrationAndNoThread() throws Exception {
        Program.run(EmbedScheduler::main, url);
        assertThat(redis.llen("rq:queue:default")).isEqualTo(1);
        assertThatNothingIsLeft();
    }

    @Test
    void listenToScheduler_whenAJobMoves_printsIt() throws Exception {
        assertThat(Program.run(ListenToScheduler::main, url)).contains("order-17 moved to default, late by PT");
        assertThat(redis.lrange("rq:queue:default", 0, -1)).containsExactly("order-17");
        assertThatNothingIsLeft();
    }

    @Test
    void publishMetrics_inBurstMode_countsTheMove() throws Exception {
        try (SchedulerClient client = SchedulerClient.connect(url)) {
            client.enqueueIn(Duration.ofMillis(1), JobSpec.of("shop.jobs.remind"));
        }
        assertThat(Program.run(PublishMetrics::main, url)).contains("rqscheduler.jobs.moved 1.0");
        assertThat(redis.zcard(SCHEDULED)).isZero();
        assertThatNothingIsLeft();
    }

    @Test
    void servePage_run_answersPageApiAndHealth() throws Exception {
        assertThat(Program.run(ServePage::main, url)).contains("/ 200", "/api/v1/jobs 200", "/healthz 200");
        assertThatNothingIsLeft();
    }

    @Test
    void connectSecurely_withTheRightAuthority_reachesRedis(@TempDir Path folder) throws Exception {
        Certificates certificates = new Certificates(folder);
        Path authority = certificates.authority("ca").certificate();
        try (TlsRedis server =
                TlsRedis.start(certificates.signed("server", "ca", "EC", "dns:localhost,ip:127.0.0.1"), null)) {
            assertThat(Program.run(
                            ConnectSecurely::main,
                            "localhost",
                            Integer.toString(server.tlsPort()),
                            authority.toString()))
                    .contains("localhost:" + server.tlsPort(), "says it is");
        }
        assertThat(ConnectSecurely.sentinels("rqscheduler", "secret").toString())
                .contains("s1.example", "main")
                .doesNotContain("secret");
    }

    @Test
    void connectAsUser_withThePermissionsOfTheDocs_schedules() throws Exception {
        AclDocument.set(redis, "rqclient", AclDocument.rules("rqclient", "secret"));
        assertThat(Program.run(ConnectAsUser::main, url, "rqclient", "secret")).contains("scheduled as rqclient");
        assertThat(redis.zcard(SCHEDULED)).isEqualTo(1);
        assertThat(Program.run(ConnectAsUser::main, url, "rqclient", "wrong")).contains("AUTH");
    }

    @Test
    void diagnoseRedis_withoutScheduler_saysSo() throws Exception {
        Program.run(ScheduleJobs::main, url);
        assertThat(Program.run(DiagnoseRedis::main, url, "daily-report"))
                .contains("schedulers: none alive", "shop.jobs.report()");
    }

    @Test
    void useJedisAsWell_run_movesTheJob() throws Exception {
        assertThat(Program.run(UseJedisAsWell::main, url)).contains("moved, says Jedis from");
        assertThatNothingIsLeft();
    }

    private void runDueJobs() throws InterruptedException {
        try (SchedulerProcess process =
                SchedulerProcess.builder().redis(url).burst(true).build()) {
            process.run();
        }
    }

    private void assertThatNothingIsLeft() {
        assertThat(redis.exists("rq:scheduler_lock")).isFalse();
        // As in rq-scheduler: the death is recorded, and the key expires a minute later.
        assertThat(redis.keys("rq:scheduler_instance:*")).allSatisfy(registration -> {
            assertThat(redis.hexists(registration, "death")).isTrue();
            assertThat(redis.ttl(registration)).isBetween(1L, 60L);
        });
        await().atMost(Duration.ofSeconds(5)).until(ExamplesTest::threads, List::isEmpty);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("rqscheduler"))
                .toList();
    }
}
