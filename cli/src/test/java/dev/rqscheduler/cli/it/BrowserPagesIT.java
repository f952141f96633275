/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.ScheduleStatus;
import dev.rqscheduler.Scheduler;
import dev.rqscheduler.cli.PrivateRedis;
import dev.rqscheduler.job.JobSpec;
import dev.rqscheduler.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The page in a real browser, served by a real scheduler: every page, and what is done by clicks as Redis has it afterwards. */
class BrowserPagesIT {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Pattern SERVING = Pattern.compile("serving at (http://\\S+?)[;\\s]");
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    private static final PrivateRedis REDIS = new PrivateRedis();
    private static final Scheduler SCHEDULER = REDIS.scheduler();

    private static JarProcess daemon;
    private static Chromium browser;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path token = folder.resolve("token");
        Files.createFile(token, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(token, TOKEN + "\n");
        daemon = JarProcess.start(
                folder, "-u", REDIS.url(), "--name", "page", "--http", "0", "--http-token-file", token.toString());
        daemon.awaitErr("serving at ");
        daemon.awaitLeading();
        Matcher serving = SERVING.matcher(daemon.err() + "\n");
        assertThat(serving.find()).as(daemon.err()).isTrue();
        data();
        browser = Chromium.open(Files.createDirectory(folder.resolve("profile")), serving.group(1));
        browser.go("/login?next=/jobs");
        browser.type("token", TOKEN);
        browser.click("Log in");
        browser.awaitText("Log out");
        assertThat(browser.path()).isEqualTo("/jobs");
    }

    private static void data() {
        for (int i = 0; i < 60; i++) {
            job("order-" + i);
        }
        SCHEDULER.schedule(
                LATER,
                Duration.ofMinutes(5),
                JobSpec.builder("shop.warm").id("warm").build());
        schedule("shown");
        SCHEDULER.schedules("test").runNow("shown");
        SCHEDULER.schedules("test").skipNext("shown");
        schedule("sleeping");
        SCHEDULER.schedules("test").pause("sleeping", "for a look");
        REDIS.client().hset("rq:scheduling:schedule:broken", "definition", "{\"function\": \"f.f\"}");
        REDIS.client().zadd("rq:scheduling:schedules", 0, "broken");
        badMeta("aside");
        await().atMost(JarProcess.PATIENCE)
                .until(() -> REDIS.client().zscore("rq:scheduling:quarantine", "aside") != null);
        await().atMost(JarProcess.PATIENCE)
                .until(() -> "broken".equals(REDIS.client().hget("rq:scheduling:schedule:broken", "state")));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        daemon.close();
        SCHEDULER.close();
        REDIS.close();
    }

    @AfterEach
    void asBefore() {
        browser.scripts(true);
        browser.dark(false);
        browser.width(1200);
        assertThat(browser.complaints()).as("what the browser complained about").isEmpty();
    }

    private static void job(String id) {
        SCHEDULER.enqueueAt(
                LATER,
                JobSpec.builder("shop.remind").id(id).args(id).queue("q-" + id).build());
    }

    private static void schedule(String name) {
        SCHEDULER
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

    /** A job that the scheduler puts into quarantine when it is due, which is now. */
    private static void badMeta(String id) {
        SCHEDULER.enqueueAt(
                Instant.EPOCH.plusSeconds(1_000_000_000),
                JobSpec.builder("shop.import")
                        .id(id)
                        .queue("q-" + id)
                        .meta(Map.of("interval", "soon"))
                        .build());
    }

    private static ScheduleStatus status(String name) {
        return SCHEDULER.schedules("test").get(name).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/jobs",
                "/jobs?id=order-7",
                "/jobs?queue=none",
                "/jobs/warm",
                "/schedules",
                "/schedules?state=paused",
                "/schedules/shown",
                "/schedules/sleeping",
                "/schedules/broken",
                "/schedules/shown/edit",
                "/new-schedule",
                "/quarantine",
                "/quarantine/aside",
                "/login"
            })
    void everyPageCanBeUsedByEverybody(String path) {
        for (boolean dark : new boolean[] {false, true}) {
            browser.dark(dark);
            browser.go(path);
            assertThat(browser.text()).contains("rqscheduler", "Overview");
            browser.evaluate("document.querySelectorAll('details').forEach(function (it) { it.open = true; })");
            assertThat(Axe.faults(browser))
                    .as(path + (dark ? " in the dark" : " in the light"))
                    .isEmpty();
        }
        browser.width(360);
        browser.go(path);
        assertThat(browser.evaluate(
                        "const page = document.documentElement; return page.scrollWidth - page.clientWidth"))
                .as("what is out of sight on a phone")
                .isEqualTo(0L);
    }

    @Test
    void aPageThatIsNotThereSaysSo() {
        browser.go("/jobs/nothing");
        assertThat(browser.text()).contains("Not Found", "no trace of a job");
        assertThat(Axe.faults(browser)).isEmpty();
        assertThat(browser.complaints())
                .allSatisfy(complaint -> assertThat(complaint).contains("404"));
    }

    @Test
    void aJobIsFoundByTypingAndCancelledByClicks() {
        job("cancel-me");
        browser.go("/jobs");
        browser.type("id", "cancel-m");
        await().atMost(JarProcess.PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        browser.text().contains("cancel-me") && !browser.text().contains("order-1"));
        browser.click("cancel-me");
        browser.awaitText("Where it is");
        browser.click("Cancel");
        assertThat(SCHEDULER.contains("cancel-me"))
                .as("asked once, not done yet")
                .isTrue();
        browser.click("Yes, cancel");
        browser.awaitText("Cancelled");
        assertThat(REDIS.client().zscore("rq:scheduler:scheduled_jobs", "cancel-me"))
                .isNull();
        assertThat(REDIS.client().exists("rq:job:cancel-me")).isTrue();
    }

    @Test
    void backAfterASearchIsTheWholePage() {
        browser.go("/jobs");
        browser.type("id", "order-7");
        await().atMost(JarProcess.PATIENCE).until(() -> browser.path().contains("id=order-7"));
        browser.back();
        browser.awaitText("order-1");
        assertThat(browser.path()).isEqualTo("/jobs");
        assertThat(browser.text()).contains("Overview", "Log out", "Due from");
        browser.type("id", "order-8");
        await().atMost(JarProcess.PATIENCE).until(() -> browser.path().contains("id=order-8"));
        browser.awaitText("order-8");
        assertThat(browser.text()).contains("Overview", "Log out");
    }

    @Test
    void aJobIsRescheduledAndEnqueuedByClicks() {
        job("move-me");
        browser.go("/jobs/move-me");
        browser.type("time", "2099-06-01 12:00Z");
        browser.click("Reschedule");
        browser.awaitText("Rescheduled.");
        assertThat(REDIS.client().zscore("rq:scheduler:scheduled_jobs", "move-me"))
                .isEqualTo((double) Instant.parse("2099-06-01T12:00:00Z").getEpochSecond());
        browser.click("Enqueue now");
        browser.awaitText("Moved to its queue.");
        assertThat(REDIS.client().lrange("rq:queue:q-move-me", 0, -1)).containsExactly("move-me");
    }

    @Test
    void aScheduleIsPausedResumedRunSkippedAndDeletedByClicks() {
        schedule("steered");
        browser.go("/schedules");
        browser.click("steered");
        browser.awaitText("Next ten times");
        browser.click("Pause");
        browser.type("reason", "the warehouse moves");
        browser.click("Pause it");
        browser.awaitText("the warehouse moves");
        assertThat(REDIS.client().hget("rq:scheduling:schedule:steered", "paused"))
                .isNotEmpty();
        assertThat(status("steered").state()).isEqualTo(ScheduleStatus.State.PAUSED);
        browser.click("Resume");
        browser.awaitText("Resumed");
        assertThat(status("steered").state()).isEqualTo(ScheduleStatus.State.ACTIVE);
        browser.click("Run now");
        browser.awaitText("A run was queued");
        assertThat(REDIS.client().llen("rq:queue:q-steered")).isEqualTo(1);
        assertThat(browser.text()).contains("asked for by");
        browser.click("Skip next");
        browser.awaitText("will be left out");
        assertThat(status("steered").skipping()).isTrue();
        browser.click("Delete");
        browser.click("Yes, delete");
        browser.awaitText("Deleted");
        assertThat(REDIS.client().exists("rq:scheduling:schedule:steered")).isFalse();
    }

    @Test
    void aScheduleIsEditedWithAPreview() {
        schedule("edited");
        browser.go("/schedules/edited");
        browser.click("Edit");
        browser.awaitText("If due times were missed");
        browser.type("every", "30m");
        browser.click("Preview");
        browser.awaitText("What saving does");
        assertThat(browser.path()).as("the preview comes onto the page").isEqualTo("/schedules/edited/edit");
        assertThat(browser.text()).contains("30m", "JST");
        assertThat(status("edited").schedule().orElseThrow().toString()).contains("1h");
        browser.click("Save");
        browser.awaitText("Saved.");
        assertThat(REDIS.client().hget("rq:scheduling:schedule:edited", "definition"))
                .contains("30m");
    }

    @Test
    void theQuarantineIsRetriedAndDroppedByClicks() {
        badMeta("retry-me");
        badMeta("drop-me");
        await().atMost(JarProcess.PATIENCE)
                .until(() -> REDIS.client().zscore("rq:scheduling:quarantine", "retry-me") != null
                        && REDIS.client().zscore("rq:scheduling:quarantine", "drop-me") != null);
        browser.go("/quarantine");
        browser.click("retry-me");
        browser.awaitText("interval");
        REDIS.client().hdel("rq:job:retry-me", "meta");
        browser.click("Retry");
        browser.awaitText("Back in the schedule");
        await().atMost(JarProcess.PATIENCE)
                .untilAsserted(() -> assertThat(REDIS.client().lrange("rq:queue:q-retry-me", 0, -1))
                        .containsExactly("retry-me"));
        browser.go("/quarantine/drop-me");
        browser.click("Drop");
        browser.evaluate("document.querySelector('input[name=delete]').click()");
        browser.click("Yes, drop");
        browser.awaitText("Dropped");
        assertThat(REDIS.client().exists("rq:job:drop-me")).isFalse();
        assertThat(REDIS.client().zscore("rq:scheduling:quarantine", "drop-me")).isNull();
    }

    @Test
    void withoutScriptsEverythingCanBeReadAndDone() {
        job("no-script");
        browser.scripts(false);
        browser.go("/");
        assertThat(browser.text()).contains("The coming hour", "Schedulers", "page");
        browser.go("/jobs");
        browser.type("id", "no-script");
        browser.click("Search");
        browser.awaitText("no-script");
        assertThat(browser.text()).doesNotContain("order-1");
        browser.click("no-script");
        browser.click("Cancel");
        browser.click("Yes, cancel");
        browser.awaitText("Cancelled");
        assertThat(SCHEDULER.contains("no-script")).isFalse();
        browser.go("/schedules/shown");
        assertThat(browser.text()).contains("Next ten times", "In Asia/Tokyo", "In UTC");
    }

    @Test
    void timesAreToldInTheReadersZone() {
        browser.go("/schedules/shown");
        assertThat(browser.text()).contains("In Asia/Tokyo", "Yours, ");
    }

    @Test
    void theKeyboardIsEnough() {
        job("by-keys");
        browser.go("/jobs/by-keys");
        browser.press(Keys.TAB);
        assertThat(browser.focused()).isEqualTo("To the content");
        browser.press(Keys.ENTER);
        // Enqueue now, the new time, Reschedule, Cancel.
        browser.press(Keys.TAB);
        assertThat(browser.focused()).isEqualTo("Enqueue now");
        browser.press(Keys.TAB);
        browser.press(Keys.TAB);
        browser.press(Keys.TAB);
        assertThat(browser.focused()).isEqualTo("Cancel");
        browser.press(Keys.ENTER);
        browser.press(Keys.TAB);
        assertThat(browser.focused()).isEqualTo("Yes, cancel");
        browser.press(Keys.ENTER);
        browser.awaitText("Cancelled");
        assertThat(SCHEDULER.contains("by-keys")).isFalse();
    }

    @Test
    void theOverviewKeepsUpToDate() {
        browser.go("/");
        badMeta("seen-later");
        browser.awaitText("seen-later");
        browser.click("stop that");
        browser.awaitText("As it was then");
    }

    @Test
    void aScriptInADescriptionIsText() {
        SCHEDULER.enqueueAt(
                LATER,
                JobSpec.builder("f.f")
                        .id("evil")
                        .description(
                                "<script>document.title = 'taken'</script><img src=x onerror=document.title='taken'>")
                        .build());
        for (String path : new String[] {"/jobs?id=evil", "/jobs/evil"}) {
            browser.go(path);
            assertThat(browser.text()).contains("<script>");
            assertThat(browser.evaluate("return document.title")).asString().doesNotContain("taken");
        }
    }
}
