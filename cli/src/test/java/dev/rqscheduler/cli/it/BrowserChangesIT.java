/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.ScheduleStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** Actions in a real browser, and their effects in Redis. */
class BrowserChangesIT {

    @RegisterExtension
    private static final BrowsedScheduler SITE = new BrowsedScheduler();

    private final Chromium browser = SITE.browser();
    private final SchedulerClient scheduler = SITE.scheduler();
    private final RedisClient redis = SITE.redis();

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        SITE.start(folder);
    }

    @Test
    void job_foundByTypingAndCancelledByClicks_isCancelled() {
        SITE.job("cancel-me");
        browser.go("/jobs");
        browser.type("id", "cancel-m");
        await().atMost(JarProcess.PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        browser.text().contains("cancel-me") && !browser.text().contains("order-1"));
        browser.click("cancel-me");
        browser.awaitText("Current state");
        browser.click("Cancel");
        assertThat(scheduler.contains("cancel-me"))
                .as("not cancelled before confirmation")
                .isTrue();
        browser.click("Yes, cancel");
        browser.awaitText("Cancelled");
        assertThat(redis.zscore("rq:scheduler:scheduled_jobs", "cancel-me")).isNull();
        assertThat(redis.exists("rq:job:cancel-me")).isTrue();
    }

    @Test
    void job_rescheduledAndEnqueuedByClicks_isMoved() {
        SITE.job("move-me");
        browser.go("/jobs/move-me");
        browser.type("time", "2099-06-01 12:00Z");
        browser.click("Reschedule");
        browser.awaitText("Rescheduled.");
        assertThat(redis.zscore("rq:scheduler:scheduled_jobs", "move-me"))
                .isEqualTo((double) Instant.parse("2099-06-01T12:00:00Z").getEpochSecond());
        browser.click("Enqueue now");
        browser.awaitText("Moved to its queue.");
        assertThat(redis.lrange("rq:queue:q-move-me", 0, -1)).containsExactly("move-me");
    }

    @Test
    void scheduleButtons_pauseResumeRunSkipDelete_takeEffect() {
        SITE.schedule("steered");
        browser.go("/schedules");
        browser.click("steered");
        browser.awaitText("Upcoming runs");
        browser.click("Pause");
        browser.type("reason", "the warehouse moves");
        browser.click("Pause schedule");
        browser.awaitText("the warehouse moves");
        assertThat(redis.hget("rq:scheduling:schedule:steered", "paused")).isNotEmpty();
        assertThat(SITE.status("steered").state()).isEqualTo(ScheduleStatus.State.PAUSED);
        browser.click("Resume");
        browser.awaitText("Resumed");
        assertThat(SITE.status("steered").state()).isEqualTo(ScheduleStatus.State.ACTIVE);
        browser.click("Run now");
        browser.awaitText("Run queued");
        assertThat(redis.llen("rq:queue:q-steered")).isEqualTo(1);
        assertThat(browser.text()).contains("triggered by");
        browser.click("Skip next");
        browser.awaitText("will be skipped");
        assertThat(SITE.status("steered").skipping()).isTrue();
        browser.click("Delete");
        browser.click("Yes, delete");
        browser.awaitText("Deleted");
        assertThat(redis.exists("rq:scheduling:schedule:steered")).isFalse();
    }

    @Test
    void schedule_editedWithPreview_isSaved() {
        SITE.schedule("edited");
        browser.go("/schedules/edited");
        browser.click("Edit");
        browser.awaitText("If runs were missed");
        browser.type("every", "30m");
        browser.click("Preview");
        browser.awaitText("Upcoming runs");
        assertThat(browser.path()).as("the preview appears on the same page").isEqualTo("/schedules/edited/edit");
        assertThat(browser.text()).contains("30m", "JST");
        assertThat(SITE.status("edited").schedule().orElseThrow().toString()).contains("1h");
        browser.click("Save");
        browser.awaitText("Saved.");
        assertThat(redis.hget("rq:scheduling:schedule:edited", "definition")).contains("30m");
    }

    @Test
    void quarantinedJobs_retriedAndDroppedByClicks_leaveQuarantine() {
        SITE.badMeta("retry-me");
        SITE.badMeta("drop-me");
        await().atMost(JarProcess.PATIENCE)
                .until(() -> redis.zscore("rq:scheduling:quarantine", "retry-me") != null
                        && redis.zscore("rq:scheduling:quarantine", "drop-me") != null);
        browser.go("/quarantine");
        browser.click("retry-me");
        browser.awaitText("interval");
        redis.hdel("rq:job:retry-me", "meta");
        browser.click("Retry");
        browser.awaitText("Scheduled again");
        await().atMost(JarProcess.PATIENCE)
                .untilAsserted(() ->
                        assertThat(redis.lrange("rq:queue:q-retry-me", 0, -1)).containsExactly("retry-me"));
        browser.go("/quarantine/drop-me");
        browser.click("Drop");
        browser.evaluate("document.querySelector('input[name=delete]').click()");
        browser.click("Yes, drop");
        browser.awaitText("Dropped");
        assertThat(redis.exists("rq:job:drop-me")).isFalse();
        assertThat(redis.zscore("rq:scheduling:quarantine", "drop-me")).isNull();
    }
}
