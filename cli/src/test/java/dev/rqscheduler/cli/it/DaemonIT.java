/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.ScheduledJob;
import dev.rqscheduler.cli.JsonText;
import dev.rqscheduler.cli.PrivateRedis;
import dev.rqscheduler.embedded.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One scheduler: how it starts, works and ends. */
class DaemonIT {

    private static final PrivateRedis REDIS = new PrivateRedis();
    private static final String INSTANCE = "rq:scheduler_instance:it";

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

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSignalEndsItInOrder(String signal) throws IOException, InterruptedException {
        Path pidFile = folder.resolve("pid");
        try (JarProcess daemon =
                JarProcess.startInterruptible(folder, "-u", REDIS.url(), "--name", "it", "--pid", pidFile.toString())) {
            daemon.awaitLeading();
            assertThat(Files.readString(pidFile)).isEqualTo(Long.toString(daemon.pid()));
            await().atMost(JarProcess.PATIENCE)
                    .until(() -> "1".equals(REDIS.client().hget(INSTANCE, "leader")));
            assertThat(REDIS.client().hgetAll(INSTANCE))
                    .containsEntry("pid", Long.toString(daemon.pid()))
                    .containsKeys("birth", "host", "version")
                    .doesNotContainKey("death");
            assertThat(REDIS.client().exists("rq:scheduler_lock")).isTrue();

            daemon.signal(signal);

            assertThat(daemon.awaitExit()).as(daemon.err()).isZero();
            assertThat(daemon.err()).contains("finishing the current batch", "stopped: 0 jobs moved");
            assertThat(REDIS.client().hget(INSTANCE, "death")).isNotNull();
            assertThat(REDIS.client().exists("rq:scheduler_lock")).isFalse();
            assertThat(pidFile).doesNotExist();
        }
    }

    /** As where a script starts it with {@code &}: Ctrl-C is not meant for it. */
    @Test
    void sigintIgnoredFromTheStartStaysIgnored() throws InterruptedException {
        String[] ignoring = {"/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"};
        try (JarProcess daemon = JarProcess.runBy(ignoring, folder, "-u", REDIS.url());
                SchedulerClient scheduler = REDIS.scheduler()) {
            daemon.awaitLeading();
            daemon.signal("INT");
            scheduler.enqueueIn(Duration.ZERO, JobSpec.of("f"));
            await().atMost(JarProcess.PATIENCE).until(() -> REDIS.client().llen("rq:queue:default") == 1);
            daemon.signal("TERM");
            assertThat(daemon.awaitExit()).as(daemon.err()).isZero();
        }
    }

    @Test
    void nothingOfTheWebIsLoadedUnlessItIsAskedFor() throws IOException, InterruptedException {
        for (String[] args :
                new String[][] {{"-u", REDIS.url(), "--burst"}, {"-u", REDIS.url(), "--burst", "--http", "0"}}) {
            Path classes = folder.resolve("classes-" + args.length);
            Map<String, String> log = Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + classes);
            try (JarProcess daemon = JarProcess.start(log, folder, args)) {
                assertThat(daemon.awaitExit()).as(daemon.err()).isZero();
            }
            assertThat(Files.readString(classes).contains("dev.rqscheduler.web."))
                    .isEqualTo(args.length > 3);
            assertThat(Files.readString(classes).contains("io.micrometer.")).isEqualTo(args.length > 3);
        }
    }

    @Test
    void aSecondSignalEndsItAtOnce() throws InterruptedException {
        try (RedisServer stalled = RedisServer.start();
                JarProcess daemon = JarProcess.start(folder, "-u", stalled.uri())) {
            daemon.awaitLeading();
            stalled.suspend();
            daemon.signal("TERM");
            daemon.awaitErr("finishing the current batch");
            daemon.signal("TERM");
            assertThat(daemon.awaitExit()).isEqualTo(143);
            stalled.resume();
        }
    }

    @Test
    void aSecondOneOfTheSameNameIsRefused() throws InterruptedException {
        try (JarProcess first = JarProcess.start(folder, "-u", REDIS.url(), "--name", "it")) {
            first.awaitLeading();
            try (JarProcess second = JarProcess.run(folder, "-u", REDIS.url(), "--name", "it", "--quiet")) {
                assertThat(second.awaitExit()).isEqualTo(1);
                assertThat(second.errLines())
                        .singleElement()
                        .asString()
                        .startsWith("rqscheduler: a scheduler named \"it\" is already active");
            }
            assertThat(REDIS.client().hget(INSTANCE, "pid")).isEqualTo(Long.toString(first.pid()));
        }
    }

    @Test
    void anIdleOneMovesAJobWhenItIsDueWhateverThePollCap() throws InterruptedException {
        try (JarProcess daemon =
                        JarProcess.start(folder, "-u", REDIS.url(), "-i", "3600", "--log-format", "json", "-v");
                SchedulerClient scheduler = REDIS.scheduler()) {
            daemon.awaitLeading();
            ScheduledJob job = scheduler.enqueueIn(
                    Duration.ofMillis(1_200), JobSpec.builder("f").id("j").build());
            await().atMost(JarProcess.PATIENCE).until(() -> REDIS.client().llen("rq:queue:default") == 1);
            assertThat(Instant.parse(String.valueOf(REDIS.client().hget("rq:job:j", "enqueued_at"))))
                    .isAfterOrEqualTo(job.due());
            daemon.signal("TERM");
            assertThat(daemon.awaitExit()).isZero();
            assertThat(daemon.errLines().stream().map(JsonText::object))
                    .hasSizeGreaterThan(3)
                    .anySatisfy(line -> assertThat(line)
                            .containsEntry("level", "DEBUG")
                            .hasEntrySatisfying(
                                    "formattedMessage",
                                    text -> assertThat(text).asString().startsWith("job j moved to queue default")));
        }
    }

    @Test
    void withoutRedisItGivesUpAtOnce() throws InterruptedException {
        try (JarProcess daemon = JarProcess.run(folder, "-u", "redis://:geheim@127.0.0.1:1/0", "--quiet", "-v")) {
            assertThat(daemon.awaitExit()).isEqualTo(1);
            assertThat(daemon.err())
                    .contains("rqscheduler: cannot reach Redis at 127.0.0.1:1", "--url", "--wait", "--embedded")
                    .doesNotContain("geheim");
        }
    }

    @Test
    void withWaitItKeepsTryingUntilThereIsARedis() throws InterruptedException {
        String port = freePort();
        try (JarProcess daemon = JarProcess.start(folder, "-H", "127.0.0.1", "-p", port, "--wait")) {
            daemon.awaitErr("Redis unavailable, retrying");
            try (RedisServer redis =
                    RedisServer.builder().port(Integer.parseInt(port)).start()) {
                daemon.awaitLeading();
                daemon.signal("TERM");
                assertThat(daemon.awaitExit()).isZero();
                assertThat(redis.isRunning()).isTrue();
            }
        }
    }

    @Test
    void embeddedKeepsItsJobsFromOneStartToTheNext() throws InterruptedException {
        String port = freePort();
        String url = "redis://127.0.0.1:" + port + "/0";
        try (JarProcess daemon = JarProcess.start(folder, "--embedded", "-p", port)) {
            daemon.awaitLeading();
            assertThat(daemon.err()).contains("data in " + folder.resolve("rqscheduler-data"), "--url " + url);
            try (SchedulerClient scheduler = SchedulerClient.connect(url)) {
                scheduler.enqueueAt(
                        Instant.parse("2090-01-01T00:00:00Z"),
                        JobSpec.builder("f").id("kept").build());
            }
            daemon.signal("TERM");
            assertThat(daemon.awaitExit()).as(daemon.err()).isZero();
        }
        try (JarProcess none = JarProcess.run(folder, "list", "-u", url)) {
            assertThat(none.awaitExit()).as("its Redis ended with it").isEqualTo(1);
        }
        try (JarProcess daemon = JarProcess.start(folder, "--embedded", "-p", port)) {
            daemon.awaitLeading();
            try (JarProcess list = JarProcess.run(folder, "list", "-u", url, "--json")) {
                Map<String, Object> job = JsonText.object(list.out().strip());
                assertThat(job).containsEntry("id", "kept");
            }
            daemon.signal("TERM");
            assertThat(daemon.awaitExit()).isZero();
        }
    }

    /** Such as in a small image, where kill, ps and setsid are not. */
    @Test
    void embeddedNeedsNoProgramOnPath() throws InterruptedException {
        Path data = folder.resolve("without-path");
        try (JarProcess burst = JarProcess.start(
                Map.of("PATH", data.toString()),
                folder,
                "--embedded",
                "--embedded-dir",
                data.toString(),
                "-p",
                freePort(),
                "--burst")) {
            assertThat(burst.awaitExit()).as(burst.err()).isZero();
            assertThat(burst.err()).contains("stopped: 0 jobs moved");
        }
    }

    private static String freePort() {
        try (RedisServer former = RedisServer.start()) {
            return Integer.toString(former.port());
        }
    }
}
