/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.cli.PrivateRedis;
import dev.rqscheduler.embedded.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rqscheduler --schedules FILE}. */
class ScheduleFilesIT {

    private static final PrivateRedis REDIS = new PrivateRedis();
    private static final String NAMES = "rq:scheduling:schedule-names";

    @TempDir
    private Path folder = Path.of("");

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @BeforeEach
    void clear() {
        REDIS.clear();
    }

    @Test
    void aFileIsAppliedAtTheStartAndWhenItChanges() throws IOException, InterruptedException {
        Path file = file("  a: {function: f, every: 1h}\n  b: {function: f, every: 1h}\n");
        try (JarProcess daemon =
                JarProcess.start(folder, "-u", REDIS.url(), "--schedules", file.toString(), "--schedules-prune")) {
            daemon.awaitLeading();
            assertThat(daemon.err()).contains("applied: 2 added, 0 changed, 0 removed, 0 unchanged");
            file("  a: {function: f, every: 2h}\n");
            daemon.awaitErr("applied: 0 added, 1 changed, 1 removed, 0 unchanged");
            assertThat(REDIS.client().zrange(NAMES, 0, -1)).containsExactly("a");
            file("  a: {function: f, every: often}\n");
            daemon.awaitErr("schedules left unchanged");
            Thread.sleep(2_500);
            assertThat(daemon.errLines().stream().filter(line -> line.contains("a.every: bad duration")))
                    .singleElement()
                    .asString()
                    .contains("ERROR", file + ":2: ");
            assertThat(REDIS.client().hget("rq:scheduling:schedule:a", "definition"))
                    .contains("2h");
            file("  c: {function: f, every: 1h}\n");
            daemon.awaitErr("applied: 1 added, 0 changed, 1 removed, 0 unchanged");
            daemon.signal("TERM");
            assertThat(daemon.awaitExit()).as(daemon.err()).isZero();
        }
    }

    @Test
    void aWrongFileEndsItAtTheStart() throws IOException, InterruptedException {
        Path file = file("  a: {function: f, every: often}\n  b: {}\n");
        try (JarProcess daemon = JarProcess.run(folder, "-u", REDIS.url(), "--quiet", "--schedules", file.toString())) {
            assertThat(daemon.awaitExit()).isEqualTo(2);
            assertThat(daemon.errLines())
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("rqscheduler: " + file + ":2: a.every: "),
                            line -> assertThat(line).startsWith("rqscheduler: " + file + ":3: b.function: "));
            assertThat(REDIS.client().dbSize()).isZero();
        }
        try (JarProcess daemon = JarProcess.run(folder, "-u", REDIS.url(), "--quiet", "--schedules-prune")) {
            assertThat(daemon.awaitExit()).isEqualTo(2);
        }
    }

    @Test
    void itWaitsForRedisAsTheSchedulerItselfDoes() throws IOException, InterruptedException {
        Path file = file("  a: {function: f, every: 1h}\n");
        int port;
        try (RedisServer former = RedisServer.start()) {
            port = former.port();
        }
        String[] args = {"-H", "127.0.0.1", "-p", Integer.toString(port), "--schedules", file.toString(), "--wait"};
        try (JarProcess daemon = JarProcess.run(folder, java.util.Arrays.copyOf(args, args.length - 1))) {
            assertThat(daemon.awaitExit()).isEqualTo(1);
            assertThat(daemon.err()).contains("cannot reach Redis at 127.0.0.1:" + port);
        }
        try (JarProcess daemon = JarProcess.start(folder, args)) {
            daemon.awaitErr("schedules will be applied when Redis is available again");
            try (RedisServer redis = RedisServer.builder().port(port).start()) {
                daemon.awaitErr("applied: 1 added");
                daemon.awaitLeading();
                daemon.signal("TERM");
                assertThat(daemon.awaitExit()).isZero();
                assertThat(redis.isRunning()).isTrue();
            }
        }
        try (JarProcess daemon = JarProcess.start(folder, args)) {
            daemon.awaitErr("schedules will be applied when Redis is available again");
            daemon.signal("TERM");
            assertThat(daemon.awaitExit()).as("a stop while it waits").isZero();
        }
    }

    @Test
    void inBurstModeWhatIsDueOfThemRuns() throws IOException, InterruptedException {
        Path file = file("  a: {function: f, every: 1s}\n");
        JarProcess.run(folder, "-u", REDIS.url(), "-b", "--schedules", file.toString())
                .close();
        await().atMost(JarProcess.PATIENCE).until(() -> {
            JarProcess.run(folder, "-u", REDIS.url(), "-b", "--schedules", file.toString())
                    .close();
            return REDIS.client().llen("rq:queue:default") > 0;
        });
    }

    private Path file(String schedules) throws IOException {
        Path file = folder.resolve("shop.yaml");
        Files.writeString(file, "schedules:\n" + schedules);
        return file;
    }
}
