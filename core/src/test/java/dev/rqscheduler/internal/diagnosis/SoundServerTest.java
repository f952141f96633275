/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Finding.Level;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.process.SchedulerLoop;
import dev.rqscheduler.internal.process.SchedulerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A set-up with which nothing is wrong: every check passes, with none left out. */
class SoundServerTest {

    @Test
    void everythingPasses() throws Exception {
        var leading = new CountDownLatch(1);
        var listener = new SchedulerListener() {
            @Override
            public void onLeading() {
                leading.countDown();
            }
        };
        var thread = Executors.newSingleThreadExecutor();
        try (var server = RedisServer.builder().appendOnly(true).start();
                var redis = new RedisConnection(RedisConfig.parse(server.uri()), 2);
                var scheduler = SchedulerClient.connect(server.uri())) {
            scheduler.schedule(Instant.parse("2090-01-01T00:00:00Z"), Duration.ofHours(1), JobSpec.of("f", 1));
            scheduler.cron("0 9 * * *", JobSpec.of("g"));
            var process = new SchedulerLoop(
                    SchedulerOptions.defaults().withName("sound"),
                    redis,
                    listener,
                    Map.of("host", "here", "pid", "17", "version", "test"));
            var run = thread.submit(() -> {
                process.run();
                return true;
            });
            assertThat(leading.await(30, TimeUnit.SECONDS)).isTrue();
            var examination = Examination.of(server.uri());
            assertThat(examination.findings())
                    .allSatisfy(finding ->
                            assertThat(finding.level()).as("%s", finding).isEqualTo(Level.PASS))
                    .extracting(Finding::name)
                    .containsExactly(
                            "redis",
                            "version",
                            "role",
                            "eviction",
                            "memory",
                            "persistence",
                            "permissions",
                            "clock",
                            "lock",
                            "schedulers",
                            "overdue",
                            "missing hashes",
                            "expiring hashes",
                            "jobs",
                            "quarantine",
                            "named schedules",
                            "time zones",
                            "next times",
                            "rq schedules");
            examination
                    .says("lock", Level.PASS, "held by \"sound\" (")
                    .says("schedulers", Level.PASS, "host here, pid 17");
            process.stop();
            assertThat(run.get(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            thread.shutdownNow();
        }
    }
}
