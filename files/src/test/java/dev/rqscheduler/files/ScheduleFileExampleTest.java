/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.SchedulerProcess;
import dev.rqscheduler.api.ScheduleChange;
import dev.rqscheduler.embedded.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java examples of docs/schedules.md are the methods {@code apply} and {@code watch}, word for word. */
class ScheduleFileExampleTest {

    @TempDir
    private Path folder = Path.of("");

    private static void apply(String url, Path file) {
        // apply begins
        try (SchedulerClient client = SchedulerClient.connect(url)) {
            ScheduleFiles files = ScheduleFiles.read(file);
            for (ScheduleChange change : files.apply(client.schedules("deploy@web1"), true)) {
                System.out.println(change.kind() + " " + change.name());
            }
        } catch (ScheduleFileException e) {
            e.problems().forEach(System.err::println); // shop.yaml:9: nightly-report.croon: is not a schedule field...
        }
        // apply ends
    }

    private static void watch(String url, Path file, CountDownLatch shutdown) throws InterruptedException {
        // watch begins
        try (SchedulerProcess scheduler = SchedulerProcess.builder().redis(url).build();
                ScheduleFileWatcher watcher = ScheduleFileWatcher.builder()
                        .redis(url)
                        .files(file)
                        .prune(true)
                        .build()) {
            watcher.start();
            scheduler.start();
            shutdown.await();
        }
        // watch ends
    }

    @Test
    void apply_upsertsThenPrunes() throws IOException {
        Path file = file("  a: {function: f, every: 1h}\n");
        try (RedisServer redis = RedisServer.start();
                SchedulerClient client = SchedulerClient.connect(redis.uri())) {
            apply(redis.uri(), file);
            assertThat(client.schedules().get("a").orElseThrow().updatedBy()).contains("deploy@web1");
            file("  b: {function: f, every: 1h}\n");
            apply(redis.uri(), file);
            assertThat(client.schedules().list().map(status -> status.name())).containsExactly("b");
            file("  b: {function: f, every: often}\n");
            apply(redis.uri(), file);
            assertThat(client.schedules().list().map(status -> status.name())).containsExactly("b");
        }
    }

    @Test
    void watch_appliesAndRunsUntilShutdown() throws IOException, InterruptedException {
        Path file = file("  a: {function: f, every: 1h}\n");
        CountDownLatch shutdown = new CountDownLatch(1);
        shutdown.countDown();
        try (RedisServer redis = RedisServer.start();
                SchedulerClient client = SchedulerClient.connect(redis.uri())) {
            watch(redis.uri(), file, shutdown);
            assertThat(client.schedules().list().map(status -> status.name())).containsExactly("a");
        }
    }

    @Test
    void examples_areThoseOfTheDocumentation() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/rqscheduler/files/ScheduleFileExampleTest.java"));
        String documentation = Files.readString(Path.of("../docs/schedules.md"));
        for (String name : new String[] {"apply", "watch"}) {
            String begin = "// " + name + " begins";
            String example =
                    source.substring(source.indexOf(begin) + begin.length(), source.indexOf("// " + name + " ends"));
            assertThat(documentation).containsIgnoringWhitespaces(example);
        }
    }

    private Path file(String schedules) throws IOException {
        return Files.writeString(folder.resolve("shop.yaml"), "schedules:\n" + schedules);
    }
}
