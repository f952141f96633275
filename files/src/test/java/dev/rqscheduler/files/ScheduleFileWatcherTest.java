/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.embedded.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Schedule files applied and watched by an application. */
class ScheduleFileWatcherTest {

    private static final RedisServer REDIS = RedisServer.start();
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(ScheduleFileWatcher.class);

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            logged.add(event.getLevel() + " " + event.getFormattedMessage());
        }
    };

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void listen() {
        try (SchedulerClient client = SchedulerClient.connect(REDIS.uri())) {
            names(client).forEach(client.schedules()::delete);
        }
        LOG.setLevel(Level.INFO);
        LOG.setAdditive(false);
        appender.start();
        LOG.addAppender(appender);
    }

    @AfterEach
    void unlisten() {
        LOG.detachAppender(appender);
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @Test
    void aFile_isAppliedAtTheStartAndWhenItChanges() throws IOException, InterruptedException {
        Path file = file("  a: {function: f, every: 1h}\n  b: {function: f, every: 1h}\n");
        try (SchedulerClient client = SchedulerClient.connect(REDIS.uri());
                ScheduleFileWatcher watcher =
                        quick(file).redis(REDIS.uri()).prune(true).build()) {
            assertThat(watcher.start()).isSameAs(watcher);
            assertThat(names(client)).containsExactly("a", "b");
            assertThat(logged)
                    .containsExactly(
                            "INFO schedules of [" + file + "] applied: 2 added, 0 changed, 0 removed, 0 unchanged");
            file("  a: {function: f, every: 2h}\n");
            await().until(() -> logged.size() == 3);
            assertThat(logged.subList(1, 3))
                    .containsExactly(
                            "WARN schedule b removed: it is not in any of the files",
                            "INFO schedules of [" + file + "] applied: 0 added, 1 changed, 1 removed, 0 unchanged");
            assertThat(names(client)).containsExactly("a");
        }
        assertThat(threads()).isEmpty();
    }

    @Test
    void anInvalidChange_isReportedAndLeavesSchedulesAlone() throws IOException, InterruptedException {
        Path file = file("  a: {function: f, every: 1h}\n");
        try (SchedulerClient client = SchedulerClient.connect(REDIS.uri())) {
            try (ScheduleFileWatcher watcher =
                    quick(file).client(client).author("deploy").build()) {
                watcher.start();
                assertThat(client.schedules().get("a").flatMap(ScheduleStatus::updatedBy))
                        .contains("deploy");
                file("  a: {function: f, every: often}\n  b: {function: f, every: 1h}\n");
                await().until(() -> logged.contains("ERROR schedules left unchanged until the file is fixed"));
                assertThat(logged).anyMatch(line -> line.startsWith("ERROR " + file + ":2: a.every: bad duration"));
                assertThat(names(client)).containsExactly("a");
                file("  b: {function: f, every: 1h}\n");
                await().until(() -> names(client).equals(List.of("a", "b")));
            }
            // The client is the caller's, and stays open.
            assertThat(names(client)).hasSize(2);
        }
    }

    @Test
    void anInvalidFile_isRejectedBeforeAnythingIsApplied() throws IOException {
        Path file = file("  a: {function: f, every: often}\n  b: {}\n");
        assertThatThrownBy(() -> quick(file).redis(REDIS.uri()).build())
                .isInstanceOfSatisfying(ScheduleFileException.class, e -> {
                    assertThat(e.problems())
                            .extracting(
                                    ScheduleFileException.Problem::file,
                                    ScheduleFileException.Problem::line,
                                    ScheduleFileException.Problem::place)
                            .containsExactly(tuple(file, 2, "a.every"), tuple(file, 3, "b.function"));
                    assertThat(e).hasMessageContaining(file + ":2: a.every: bad duration");
                });
        assertThatThrownBy(() -> ScheduleFileWatcher.builder().build()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ScheduleFileWatcher.builder().interval(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aScheduleThatWouldNeverRun_isRejectedAtTheStart() throws IOException {
        Path file = file("  past: {function: f, at: ['2001-01-01T00:00:00Z']}\n");
        try (ScheduleFileWatcher watcher = quick(file).redis(REDIS.uri()).build()) {
            assertThatThrownBy(watcher::start)
                    .isInstanceOf(ScheduleFileException.class)
                    .hasMessage(file + ":2: past: would never run: it has no future due time");
            assertThat(threads()).isEmpty();
        }
    }

    @Test
    void withoutRedis_startFailsOrWaits() throws Exception {
        Path file = file("  a: {function: f, every: 1h}\n");
        int port;
        try (RedisServer former = RedisServer.start()) {
            port = former.port();
        }
        String url = "redis://127.0.0.1:" + port;
        try (ScheduleFileWatcher watcher = quick(file).redis(url).build()) {
            assertThatThrownBy(watcher::start).isInstanceOf(RedisException.class);
        }
        ScheduleFileWatcher waiting = quick(file).redis(url).waitForRedis(true).build();
        CompletableFuture<Void> started = CompletableFuture.runAsync(() -> start(waiting));
        await().until(() -> logged.size() == 1);
        assertThat(logged.get(0)).startsWith("WARN schedules will be applied when Redis is available again: ");
        try (RedisServer redis = RedisServer.builder().port(port).start();
                SchedulerClient client = SchedulerClient.connect(redis.uri())) {
            started.join();
            assertThat(names(client)).containsExactly("a");
        } finally {
            waiting.close();
        }
    }

    @Test
    void aStop_endsTheWaitForRedis() throws IOException, InterruptedException {
        Path file = file("  a: {function: f, every: 1h}\n");
        int port;
        try (RedisServer former = RedisServer.start()) {
            port = former.port();
        }
        ScheduleFileWatcher waiting = quick(file)
                .redis("redis://127.0.0.1:" + port)
                .waitForRedis(true)
                .build();
        CompletableFuture<Void> started = CompletableFuture.runAsync(() -> start(waiting));
        await().until(() -> !logged.isEmpty());
        waiting.close();
        started.join();
        assertThatThrownBy(waiting::start).isInstanceOf(IllegalStateException.class);
        await().until(() -> threads().isEmpty());
    }

    private static void start(ScheduleFileWatcher watcher) {
        try {
            watcher.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ScheduleFileWatcher.Builder quick(Path file) {
        return ScheduleFileWatcher.builder().files(file).interval(Duration.ofMillis(50));
    }

    private static List<String> names(SchedulerClient client) {
        try (Stream<ScheduleStatus> all = client.schedules().list()) {
            return all.map(ScheduleStatus::name).toList();
        }
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("schedule-files"))
                .toList();
    }

    private Path file(String schedules) throws IOException {
        Path written = folder.resolve("shop.yaml.new");
        Files.writeString(written, "schedules:\n" + schedules);
        Path file = folder.resolve("shop.yaml");
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }
}
