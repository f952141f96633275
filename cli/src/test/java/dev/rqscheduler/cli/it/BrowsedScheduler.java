/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.cli.PrivateRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.RedisClient;

/** A real scheduler that serves pages with sample data, and a real browser that is logged in. */
final class BrowsedScheduler implements AfterEachCallback, AfterAllCallback {

    static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private final PrivateRedis redis = new PrivateRedis();
    private final SchedulerClient scheduler = redis.scheduler();
    private @Nullable JarProcess daemon;
    private @Nullable Chromium browser;

    /**
     * Starts scheduler and browser; skips the test if Chromium is not installed.
     *
     * @param folder an empty folder that exists until all tests of the class have run
     */
    void start(Path folder) throws IOException {
        Path token = folder.resolve("token");
        Files.createFile(token, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(token, TOKEN + "\n");
        JarProcess started = JarProcess.start(
                folder, "-u", redis.url(), "--name", "page", "--http", "0", "--http-token-file", token.toString());
        daemon = started;
        started.awaitLeading();
        data();
        Chromium opened = Chromium.open(Files.createDirectory(folder.resolve("profile")), started.awaitServing());
        browser = opened;
        opened.go("/login?next=/jobs");
        opened.type("token", TOKEN);
        opened.click("Log in");
        opened.awaitText("Log out");
        assertThat(opened.path()).isEqualTo("/jobs");
    }

    private void data() {
        for (int i = 0; i < 60; i++) {
            job("order-" + i);
        }
        scheduler.schedule(
                LATER,
                Duration.ofMinutes(5),
                JobSpec.builder("shop.warm").id("warm").build());
        schedule("shown");
        scheduler.schedules("test").runNow("shown");
        scheduler.schedules("test").skipNext("shown");
        schedule("sleeping");
        scheduler.schedules("test").pause("sleeping", "for a look");
        redis.client().hset("rq:scheduling:schedule:broken", "definition", "{\"function\": \"f.f\"}");
        redis.client().zadd("rq:scheduling:schedules", 0, "broken");
        badMeta("aside");
        await().atMost(JarProcess.PATIENCE)
                .until(() -> redis.client().zscore("rq:scheduling:quarantine", "aside") != null);
        await().atMost(JarProcess.PATIENCE)
                .until(() -> "broken".equals(redis.client().hget("rq:scheduling:schedule:broken", "state")));
    }

    Chromium browser() {
        return Objects.requireNonNull(browser);
    }

    SchedulerClient scheduler() {
        return scheduler;
    }

    /** Returns the plain client, to inspect and corrupt data. */
    RedisClient redis() {
        return redis.client();
    }

    void job(String id) {
        scheduler.enqueueAt(
                LATER,
                JobSpec.builder("shop.remind").id(id).args(id).queue("q-" + id).build());
    }

    void schedule(String name) {
        scheduler
                .schedules("test")
                .put(Schedule.builder(
                                name,
                                JobSpec.builder("shop.report")
                                        .queue("q-" + name)
                                        .build())
                        .every(Duration.ofHours(1))
                        .zone(ZoneId.of("Asia/Tokyo"))
                        .build());
    }

    /** Adds a job that is due now and that the scheduler quarantines. */
    void badMeta(String id) {
        scheduler.enqueueAt(
                Instant.EPOCH.plusSeconds(1_000_000_000),
                JobSpec.builder("shop.import")
                        .id(id)
                        .queue("q-" + id)
                        .meta(Map.of("interval", "soon"))
                        .build());
    }

    ScheduleStatus status(String name) {
        return scheduler.schedules("test").get(name).orElseThrow();
    }

    /** Resets the browser for the next test; fails if the browser logged errors. */
    @Override
    public void afterEach(ExtensionContext context) {
        Chromium used = browser();
        used.scripts(true);
        used.dark(false);
        used.width(1200);
        assertThat(used.complaints()).as("errors in the browser console").isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (browser != null) {
            browser.close();
        }
        if (daemon != null) {
            daemon.close();
        }
        scheduler.close();
        redis.close();
    }
}
