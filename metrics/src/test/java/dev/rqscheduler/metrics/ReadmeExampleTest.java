/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.SchedulerProcess;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.embedded.RedisServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The README's example is the method {@code example} below, word for word, and does what the README says. */
class ReadmeExampleTest {

    private static void example(String url, MeterRegistry registry) throws InterruptedException {
        // README begins
        var config = RedisConfig.parse(url);
        try (var metrics = SchedulerMetrics.on(registry, config);
                var scheduler = SchedulerProcess.builder()
                        .redis(config)
                        .listener(metrics)
                        .build()) {
            scheduler.run();
        }
        // README ends
    }

    @Test
    void runs() throws InterruptedException {
        MeterRegistry registry = new SimpleMeterRegistry();
        try (RedisServer server = RedisServer.start();
                SchedulerClient client = SchedulerClient.connect(server.uri())) {
            client.enqueueAt(Instant.now(), JobSpec.of("shop.jobs.remind"));
            Thread thread = new Thread(() -> {
                try {
                    example(server.uri(), registry);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.start();
            Awaitility.await()
                    .until(() -> registry.find("rqscheduler.lateness").timers().stream()
                            .anyMatch(timer -> timer.count() == 1));
            thread.interrupt();
            thread.join();
        }
    }

    @Test
    void standsInTheReadme() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/rqscheduler/metrics/ReadmeExampleTest.java"));
        String example = source.substring(source.indexOf("// README begins") + 16, source.indexOf("// README ends"));
        assertThat(Files.readString(Path.of("../README.md"))).containsIgnoringWhitespaces(example);
    }
}
