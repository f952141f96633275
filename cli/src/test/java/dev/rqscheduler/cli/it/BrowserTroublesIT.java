/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.embedded.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page whose server stops responding says so and since when, instead of looking current. */
class BrowserTroublesIT {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String STALE = "Not updated since ";

    @Test
    void openPages_whenServerStopsResponding_saySinceWhen(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path token = folder.resolve("token");
        Files.createFile(token, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(token, TOKEN + "\n");
        try (RedisServer redis = RedisServer.start();
                JarProcess daemon = JarProcess.start(
                        folder, "-u", redis.uri(), "--http", "0", "--http-token-file", token.toString())) {
            daemon.awaitLeading();
            try (Chromium browser =
                    Chromium.open(Files.createDirectory(folder.resolve("profile")), daemon.awaitServing())) {
                theLoginEnds(browser);
                theOverviewStandsStill(browser, redis, daemon);
            }
        }
    }

    private static void theLoginEnds(Chromium browser) {
        browser.go("/login?next=/new-schedule");
        browser.type("token", TOKEN);
        browser.click("Log in");
        browser.awaitText("If runs were missed");
        browser.type("name", "late");
        browser.type("function", "f.f");
        browser.type("every", "1h");
        browser.forget();
        browser.click("Preview");
        browser.awaitText("Request failed: your session has expired. Log in");
        assertThat(browser.path()).as("the form keeps its input").isEqualTo("/new-schedule");
    }

    private static void theOverviewStandsStill(Chromium browser, RedisServer redis, JarProcess daemon)
            throws InterruptedException {
        browser.go("/");
        assertThat(browser.text()).contains("Live updates on").doesNotContain(STALE);
        redis.kill();
        browser.awaitText(STALE);
        assertThat(browser.text()).doesNotContain("Live updates on");
        assertThat(browser.evaluate("return document.getElementById('trouble').textContent"))
                .asString()
                .matches("Not updated since \\d\\d:\\d\\d:\\d\\d .*: .+\\. ");
        assertThat(Axe.faults(browser)).isEmpty();
        redis.restart();
        browser.awaitText("Live updates on");
        await().atMost(JarProcess.PATIENCE)
                .ignoreExceptions()
                .until(() -> !browser.text().contains(STALE));
        daemon.kill();
        browser.awaitText("cannot be reached");
        assertThat(browser.text()).contains(STALE).doesNotContain("Live updates on");
    }
}
