/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import static dev.rqscheduler.web.page.PageRedis.LATER;
import static dev.rqscheduler.web.page.PageRedis.SCRIPT;
import static dev.rqscheduler.web.page.PageRedis.job;
import static dev.rqscheduler.web.page.PageRedis.quarantined;
import static dev.rqscheduler.web.page.PageRedis.schedule;
import static dev.rqscheduler.web.page.Pages.shows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.embedded.RedisServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/** What the pages show without JavaScript. */
class PagesTest {

    private final RedisServer redis = PageRedis.server();
    private final RedisClient client = PageRedis.client();

    @AutoClose
    private final Pages pages = PageRedis.emptyPages();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/jobs", "/schedules", "/quarantine", "/new-schedule", "/login"})
    void everyPage_onEmptyRedis_isShownWithoutInlineScripts(String path) {
        HttpResponse<String> page = pages.get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<h1>", "lang=\"en\"").doesNotContain("style=", "onclick", "javascript:");
    }

    @Test
    void emptyStates_onEmptyRedis_areExplained() {
        shows(pages.get("/jobs"), "No scheduled jobs.");
        shows(pages.get("/schedules"), "No schedules yet.");
        shows(pages.get("/quarantine"), "The quarantine is empty.");
        shows(pages.get("/"), "Nothing scheduled.", "No schedulers registered.");
        shows(pages.get("/jobs?function=none"), "No matching jobs.");
    }

    /** Values that cannot be read must not look healthy. */
    @Test
    void overview_withoutRedisPermissions_showsUnknown() throws IOException {
        acl("SETUSER", "blind", "on", ">pass", "allkeys", "+@all", "-info", "-zcount", "-zcard", "-zrangebyscore");
        try (Pages blind = Pages.open(redis.uri().replace("redis://", "redis://blind:pass@"), options -> options)) {
            assertThat(blind.get("/").body())
                    .contains(
                            "Unknown",
                            "memory",
                            "Cannot be checked",
                            "Could not be read: the number of",
                            "<dt>Scheduled</dt><dd>unknown</dd>",
                            "<dt>Due now</dt><dd>unknown</dd>",
                            "<dt>Next due</dt><dd>unknown</dd>",
                            "<dt>Schedules</dt><dd>unknown</dd>",
                            "<dt>Quarantined</dt><dd>unknown</dd>",
                            "Could not read the runs due in the next hour")
                    .doesNotContain(
                            "All checks passed", "nothing overdue", "nothing upcoming", "no jobs in quarantine");
        } finally {
            acl("DELUSER", "blind");
        }
    }

    private void acl(String... words) {
        client.executeCommand(new CommandArguments(Protocol.Command.ACL).addObjects((Object[]) words));
    }

    @Test
    void scriptInJobsAndReasons_onEveryPage_isEscaped() {
        pages.scheduler.enqueueAt(
                LATER,
                JobSpec.builder("f.f").id("evil").description(SCRIPT).queue("q").build());
        quarantined("aside");
        for (String path : new String[] {"/", "/jobs", "/jobs/evil", "/quarantine", "/quarantine/aside"}) {
            shows(pages.get(path), "&lt;script&gt;");
            assertThat(pages.get(path).body()).doesNotContain(SCRIPT);
        }
        assertThat(pages.get("/jobs?id=%3Cscript%3Ealert(1)%3C/script%3E").body())
                .doesNotContain(SCRIPT);
        assertThat(pages.get("/jobs/%3Cscript%3Ealert(1)%3C%2Fscript%3E").body())
                .doesNotContain(SCRIPT);
    }

    @Test
    void pythonObjects_inJobs_areShownAsRepr() {
        String call = "(Vshop.ship\nN(cdecimal\nDecimal\n(V9.99\ntRcshop\nColor\n(I2\ntRt(dt.";
        client.hset("rq:job:ship", Map.of("data", call, "origin", "default"));
        client.zadd("rq:scheduler:scheduled_jobs", 4_000_000_000L, "ship");
        for (String path : new String[] {"/jobs", "/jobs/ship"}) {
            shows(pages.get(path), "Decimal('9.99')", "shop.Color(2)");
        }
    }

    @Test
    void jobOfScheduleRun_onItsPage_linksToSchedule() {
        schedule("hourly");
        String job = pages.scheduler.schedules("test").runNow("hourly");
        shows(pages.get("/jobs/" + job), "run of schedule <a href=\"/schedules/hourly\">hourly</a>");
    }

    @Test
    void hideArguments_onEveryPage_hidesThemAndKeepsThemOnSave() throws IOException {
        job("one");
        schedule("hourly");
        client.hset("rq:job:aside", Map.of("data", client.hget("rq:job:one", "data"), "description", "f('secret-7')"));
        quarantined("aside");
        try (Pages hiding = Pages.open(redis, options -> options.hideArguments(true))) {
            hiding.logIn();
            for (String path : new String[] {
                "/", "/jobs", "/jobs/one", "/schedules/hourly", "/schedules/hourly/edit", "/quarantine/aside"
            }) {
                HttpResponse<String> page = hiding.get(path);
                assertThat(page.statusCode()).as(path).isEqualTo(200);
                assertThat(page.body()).as(path).doesNotContain("secret-");
            }
            shows(hiding.get("/jobs"), "shop.mail.remind");
            HttpResponse<String> saved =
                    hiding.save("/schedules/hourly", Map.of("function", "shop.report", "every", "2h", "zone", "UTC"));
            shows(saved, "Saved.");
        }
        assertThat(client.hget("rq:scheduling:schedule:hourly", "definition")).contains("secret-8", "\"2h\"");
    }

    @Test
    void notice_unknownCodeInUrl_isNotShown() {
        assertThat(pages.get("/jobs?done=You+have+won").body()).doesNotContain("You have won");
    }
}
