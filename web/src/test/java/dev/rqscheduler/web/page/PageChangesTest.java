/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import static dev.rqscheduler.web.page.PageRedis.job;
import static dev.rqscheduler.web.page.PageRedis.quarantined;
import static dev.rqscheduler.web.page.PageRedis.schedule;
import static dev.rqscheduler.web.page.PageRedis.status;
import static dev.rqscheduler.web.page.Pages.shows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.ScheduleStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** The buttons on the pages do what they say, without JavaScript. */
class PageChangesTest {

    private final RedisClient client = PageRedis.client();

    @AutoClose
    private final Pages pages = PageRedis.emptyPages();

    @Test
    void jobButtons_rescheduleEnqueueCancel_takeEffect() {
        pages.logIn();
        job("one");
        shows(pages.post("/jobs/one/reschedule", Map.of("time", "2099-06-01 12:00")), "Rescheduled.");
        assertThat(pages.scheduler.job("one").orElseThrow().due())
                .as("noon on the page's clock")
                .contains(Instant.parse("2099-06-01T10:00:00Z"));
        assertThat(pages.post("/jobs/one/reschedule", Map.of("time", "soon")).statusCode())
                .isEqualTo(400);
        shows(pages.post("/jobs/one/enqueue", Map.of()), "Moved to its queue.", "In queue");
        assertThat(client.lrange("rq:queue:mail", 0, -1)).containsExactly("one");
        shows(pages.post("/jobs/one/cancel", Map.of()), "no longer scheduled");
        job("two");
        shows(pages.post("/jobs/two/cancel", Map.of()), "Cancelled");
        assertThat(pages.scheduler.contains("two")).isFalse();
    }

    @Test
    void scheduleButtons_pauseResumeSkipRunDelete_takeEffect() {
        pages.logIn();
        schedule("hourly");
        shows(pages.post("/schedules/hourly/pause", Map.of("reason", "the warehouse moves")), "Paused", "warehouse");
        assertThat(status("hourly").state()).isEqualTo(ScheduleStatus.State.PAUSED);
        shows(pages.post("/schedules/hourly/resume", Map.of()), "Resumed");
        shows(pages.post("/schedules/hourly/skip", Map.of()), "will be skipped");
        assertThat(status("hourly").skipping()).isTrue();
        shows(pages.post("/schedules/hourly/run", Map.of()), "Run queued", "triggered by web");
        assertThat(client.llen("rq:queue:default")).isEqualTo(1);
        shows(pages.post("/schedules/hourly/delete", Map.of()), "Deleted");
        assertThat(pages.scheduler.schedules("test").get("hourly")).isEqualTo(Optional.empty());
        assertThat(pages.post("/schedules/hourly/run", Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    void quarantineButtons_retryAndDrop_takeEffect() {
        pages.logIn();
        quarantined("one");
        quarantined("two");
        shows(pages.get("/quarantine"), "2 jobs", "/quarantine/one");
        shows(pages.post("/quarantine/one/retry", Map.of()), "Scheduled again");
        assertThat(pages.scheduler.contains("one")).isTrue();
        shows(pages.post("/quarantine/two/drop", Map.of("delete", "1")), "Dropped");
        assertThat(client.exists("rq:job:two")).isFalse();
        assertThat(pages.get("/quarantine/two").statusCode()).isEqualTo(404);
    }
}
