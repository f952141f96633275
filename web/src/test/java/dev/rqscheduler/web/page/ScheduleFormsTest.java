/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import static dev.rqscheduler.web.page.PageRedis.schedule;
import static dev.rqscheduler.web.page.PageRedis.status;
import static dev.rqscheduler.web.page.Pages.shows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Zone;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** The form of a named schedule: only previewed changes are saved. */
class ScheduleFormsTest {

    private final RedisClient client = PageRedis.client();

    @AutoClose
    private final Pages pages = PageRedis.emptyPages();

    @Test
    void scheduleForm_previewThenSave_createsAndUpdates() {
        pages.logIn();
        Map<String, String> form = new HashMap<>(Map.of(
                "name",
                "nightly",
                "function",
                "shop.report",
                "args",
                "[7]",
                "cron",
                "0 3 * * *",
                "zone",
                "Asia/Tokyo"));
        shows(pages.post("/new-schedule/preview", form), "Changes", "JST", "Save");
        assertThat(pages.scheduler.schedules("test").count()).isZero();
        shows(pages.save("/new-schedule", form), "Saved.", "nightly");
        assertThat(status("nightly").schedule().orElseThrow().zone()).isEqualTo(Zone.of("Asia/Tokyo"));
        form.put("cron", "0 99 * * *");
        HttpResponse<String> wrong = pages.post("/schedules/nightly/save", form);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("99", "0 99 * * *");
        form.put("cron", "0 4 * * *");
        form.put("more", "{\"timeout\": 600}");
        shows(pages.post("/schedules/nightly/preview", form), "<code>\"0 4 * * *\"</code>", "timeout");
        Map<String, String> seen = Pages.previewed(form, pages.post("/schedules/nightly/preview", form));
        shows(pages.post("/schedules/nightly/save", seen), "Saved.");
        seen.remove("read");
        shows(pages.post("/schedules/nightly/save", seen), "the same as before");
        assertThat(client.hget("rq:scheduling:schedule:nightly", "definition")).contains("\"timeout\": \"10m\"");
        form.put("name", "nightly");
        assertThat(pages.post("/new-schedule/save", form).body()).contains("already");
    }

    @Test
    void scheduleForm_changedByOthersMeanwhile_isNotSaved() {
        pages.logIn();
        schedule("hourly");
        Map<String, String> mine = Map.of("function", "shop.report", "every", "2h", "zone", "UTC");
        Map<String, String> seen = Pages.previewed(mine, pages.post("/schedules/hourly/preview", mine));
        shows(pages.save("/schedules/hourly", Map.of("function", "shop.report", "every", "5h")), "Saved.");
        HttpResponse<String> late = pages.post("/schedules/hourly/save", seen);
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("was changed by web", "Nothing was saved", "<code>\"5h\"</code>");
        assertThat(client.hget("rq:scheduling:schedule:hourly", "definition")).contains("\"5h\"");
        shows(pages.post("/schedules/hourly/save", Pages.previewed(mine, late)), "Saved.");
        assertThat(client.hget("rq:scheduling:schedule:hourly", "definition")).contains("\"2h\"");
    }

    @Test
    void scheduleForm_differsFromPreview_isNotSaved() {
        pages.logIn();
        schedule("hourly");
        Map<String, String> form = new HashMap<>(Map.of("function", "shop.report", "every", "2h", "at", ""));
        Map<String, String> seen = Pages.previewed(form, pages.post("/schedules/hourly/preview", form));
        seen.put("every", "3h");
        HttpResponse<String> other = pages.post("/schedules/hourly/save", seen);
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("have not been previewed", "<code>\"3h\"</code>");
        assertThat(client.hget("rq:scheduling:schedule:hourly", "definition")).contains("\"1h\"");
        shows(pages.post("/schedules/hourly/save", Pages.previewed(seen, other)), "Saved.");
        assertThat(client.hget("rq:scheduling:schedule:hourly", "definition")).contains("\"3h\"");
    }
}
