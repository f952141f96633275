/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.cli.PrivateRedis;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A scheduler that serves the page, and the job that attacks on it are after. */
final class AttackedScheduler implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    static final String TOKEN = "the-token-of-this-test-0123456789";
    static final String BEARER = "Bearer " + TOKEN;
    static final String FORM = "application/x-www-form-urlencoded";
    static final String JSON = "application/json";
    private static final String SCRIPT = "<script>alert(document.cookie)</script>";

    private final PrivateRedis redis = new PrivateRedis();
    private final SchedulerClient scheduler = redis.scheduler();
    private @Nullable JarProcess daemon;
    private int port;

    /**
     * @param folder an empty one, which is there until all tests of the class have run
     */
    void start(Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        JarProcess started =
                JarProcess.start(folder, "-u", redis.url(), "--http", "0", "--http-token-file", file.toString(), "-v");
        daemon = started;
        started.awaitLeading();
        port = URI.create(started.awaitServing()).getPort();
    }

    /** Fails unless it ends as it should, and has never logged the token. */
    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        scheduler.close();
        try (JarProcess ending = Objects.requireNonNull(daemon)) {
            ending.signal("TERM");
            assertThat(ending.awaitExit()).as(ending.err()).isZero();
            assertThat(ending.err()).doesNotContain(TOKEN);
        }
        redis.close();
    }

    int port() {
        return port;
    }

    /** A request to it, such as {@code to("GET /jobs")}. */
    RawRequest to(String line) {
        return RawRequest.to(port, line);
    }

    /** Puts the job that attacks are after, with a script in all that a page could show of it. */
    @Override
    public void beforeEach(ExtensionContext context) {
        scheduler.enqueueAt(
                Instant.parse("2090-01-01T00:00:00Z"),
                JobSpec.builder("shop.jobs.pay")
                        .id("victim")
                        .args(SCRIPT)
                        .description(SCRIPT)
                        .build());
    }

    /** Fails unless the victim is as it was, a job is moved, and the scheduler says that it is well. */
    void stillMovesAJob() {
        assertThat(scheduler.contains("victim")).as("nothing was changed").isTrue();
        String id = "after-" + UUID.randomUUID();
        scheduler.enqueueIn(
                Duration.ZERO, JobSpec.builder("f").id(id).queue("moved").build());
        await().atMost(JarProcess.PATIENCE)
                .until(() -> redis.client().lrange("rq:queue:moved", -1, -1).contains(id));
        assertThat(to("GET /healthz").answer()).startsWith("HTTP/1.1 200 ");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stillMovesAJob();
    }
}
