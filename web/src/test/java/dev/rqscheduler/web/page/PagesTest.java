/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.ScheduleStatus;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.job.JobSpec;
import dev.rqscheduler.schedule.Schedule;
import dev.rqscheduler.web.http.AccessToken;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/** All pages as they are without JavaScript: what they show, and that their forms do what they say. */
class PagesTest {

    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");
    private static final String SCRIPT = "<script>alert(1)</script>";

    private static RedisServer redis;
    private static RedisClient client;
    private Pages pages;

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        client = RedisClient.create(redis.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        redis.close();
    }

    @BeforeEach
    void open() throws IOException {
        client.flushAll();
        pages = Pages.open(redis, options -> options);
    }

    @AfterEach
    void close() {
        pages.close();
    }

    private void job(String id) {
        pages.scheduler.enqueueAt(
                LATER,
                JobSpec.builder("shop.mail.remind")
                        .id(id)
                        .args("secret-7")
                        .queue("mail")
                        .build());
    }

    private void schedule(String name) {
        pages.scheduler
                .schedules("test")
                .put(Schedule.builder(
                                name,
                                JobSpec.builder("shop.report").args("secret-8").build())
                        .every(Duration.ofHours(1))
                        .zone(ZoneId.of("Europe/Amsterdam"))
                        .build());
    }

    private void quarantined(String id) {
        client.hset("rq:job:" + id, Map.of("data", "x", "origin", "imports", "status", "scheduled"));
        client.zadd("rq:scheduling:quarantine", 1_790_000_000, id);
        client.hset(
                "rq:scheduling:quarantine:reasons",
                id,
                "{\"reason\": \"bad meta " + SCRIPT + "\", \"due\": \"4102444800\", \"queue\": \"imports\"}");
    }

    private ScheduleStatus status(String name) {
        return pages.scheduler.schedules("test").get(name).orElseThrow();
    }

    private static void shows(HttpResponse<String> page, String... texts) {
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(texts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/jobs", "/schedules", "/quarantine", "/new-schedule", "/login"})
    void anEmptyRedisHasPagesThatTellWhatToDo(String path) {
        HttpResponse<String> page = pages.get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<h1>", "lang=\"en\"").doesNotContain("style=", "onclick", "javascript:");
    }

    @Test
    void emptyStatesTellWhatToDo() {
        shows(pages.get("/jobs"), "No job is scheduled.");
        shows(pages.get("/schedules"), "There are no named schedules.");
        shows(pages.get("/quarantine"), "It is empty, as it should be.");
        shows(pages.get("/"), "Nothing is to come.", "None is registered.");
        shows(pages.get("/jobs?function=none"), "No scheduled job is like that.");
    }

    /** Where nothing could be checked nothing is known to be well. */
    @Test
    void whatCouldNotBeCheckedIsTold() throws IOException {
        acl("SETUSER", "blind", "on", ">pass", "allkeys", "+@all", "-info", "-zcount", "-zcard", "-zrangebyscore");
        try (Pages blind = Pages.open(redis.uri().replace("redis://", "redis://blind:pass@"), options -> options)) {
            assertThat(blind.get("/").body())
                    .contains(
                            "Unknown",
                            "memory",
                            "Cannot be checked",
                            "Could not be read: how many",
                            "<dt>Scheduled</dt><dd>unknown</dd>",
                            "<dt>Due now</dt><dd>unknown</dd>",
                            "<dt>Next due</dt><dd>unknown</dd>",
                            "<dt>Schedules</dt><dd>unknown</dd>",
                            "<dt>In quarantine</dt><dd>unknown</dd>",
                            "What is due in the coming hour could not be read")
                    .doesNotContain("All is well", "nothing is late", "nothing to come", "none put aside");
        } finally {
            acl("DELUSER", "blind");
        }
    }

    private static void acl(String... words) {
        client.executeCommand(new CommandArguments(Protocol.Command.ACL).addObjects((Object[]) words));
    }

    @Test
    void textOfJobsAndReasonsIsEscaped() {
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
    void argumentsAreHiddenWhereTheyMustBe() throws IOException {
        job("one");
        schedule("hourly");
        client.hset("rq:job:aside", Map.of("data", client.hget("rq:job:one", "data"), "description", "f('secret-7')"));
        quarantined("aside");
        try (Pages hiding = Pages.open(redis, options -> options.withHideArguments(true))) {
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
    void searchingLeadsFromPageToPage() {
        for (int i = 0; i < 60; i++) {
            job("job-" + i);
        }
        HttpResponse<String> first = pages.get("/jobs?queue=mail");
        shows(first, "Next page");
        String next = first.body()
                .replaceAll("(?s).*rel=\"next\" href=\"([^\"]+)\".*", "$1")
                .replace("&amp;", "&");
        shows(pages.get(next), "First page");
        assertThat(pages.get(next).body()).doesNotContain("Next page");
        shows(pages.get("/jobs?id=job-59"), "/jobs/job-59");
        assertThat(pages.get("/jobs?from=nonsense").statusCode()).isEqualTo(400);
        assertThat(pages.get("/jobs?from=nonsense").body()).contains("bad time");
    }

    @Test
    void aPartSaysWhatIsWrongWithASearchInsteadOfAList() {
        job("one");
        HttpResponse<String> part = pages.part("/jobs?from=nonsense");
        shows(part, "bad time", "role=\"alert\"");
        assertThat(part.body()).doesNotContain("<html", "/jobs/one");
        shows(pages.part("/jobs"), "/jobs/one");
    }

    @Test
    void whoGoesBackGetsTheWholePage() {
        assertThat(pages.part("/jobs?id=x").body()).doesNotContain("<html");
        shows(pages.part("/jobs?id=x", "HX-History-Restore-Request", "true"), "<html", "Overview");
    }

    @Test
    void withoutALoginThereAreNoButtons() {
        job("one");
        assertThat(pages.get("/jobs/one").body())
                .doesNotContain("/jobs/one/cancel")
                .contains("Log in");
        assertThat(pages.post("/jobs/one/cancel", Map.of()).statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(pages.scheduler.contains("one")).isTrue();
    }

    /** Beyond loopback nothing can be seen before the login, so the page that refuses must lead there. */
    @Test
    void whoMayNotLookIsLedToTheLogin() throws IOException {
        InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 0);
        try (Pages beyond =
                Pages.open(redis, options -> options.withAddress(everywhere, new AccessToken(Pages.TOKEN)))) {
            HttpResponse<String> refused = beyond.get("/jobs?queue=mail");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains("the token is needed");
            assertThat(refused.body())
                    .contains("<a href=\"/login?next=%2Fjobs%3Fqueue%3Dmail\">Log in</a> with the token");
            assertThat(refused.body()).doesNotContain("only shows").doesNotContain("--http-token-file");
            beyond.logIn();
            shows(beyond.get("/jobs?queue=mail"), "Log out");
        }
    }

    @Test
    void aFormOfAnEarlierLoginLeadsBackToItsPage() {
        job("one");
        pages.logIn();
        pages.forgetForm();
        HttpResponse<String> refused = pages.post("/jobs/one/cancel", Map.of(), "/jobs/one?done=x");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("load the page anew and try again");
        assertThat(refused.body()).contains("<a href=\"/jobs/one?done=x\">Load the page anew</a>");
        assertThat(refused.body()).doesNotContain("only shows").doesNotContain("--http-token-file");
        assertThat(pages.scheduler.contains("one")).isTrue();
    }

    @Test
    void aFormThatComesAfterItsLoginHasEndedLeadsToTheLoginAndBack() {
        job("one");
        HttpResponse<String> refused = pages.post("/jobs/one/cancel", Map.of(), "/jobs/one");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("<a href=\"/login?next=%2Fjobs%2Fone\">Log in</a> with the token");
    }

    @Test
    void aJobIsRescheduledEnqueuedAndCancelled() {
        pages.logIn();
        job("one");
        shows(pages.post("/jobs/one/reschedule", Map.of("time", "2099-06-01 12:00")), "Rescheduled.");
        assertThat(pages.scheduler.getJob("one").orElseThrow().due())
                .as("noon on the page's clock")
                .contains(Instant.parse("2099-06-01T10:00:00Z"));
        assertThat(pages.post("/jobs/one/reschedule", Map.of("time", "soon")).statusCode())
                .isEqualTo(400);
        shows(pages.post("/jobs/one/enqueue", Map.of()), "Moved to its queue.", "In queue");
        assertThat(client.lrange("rq:queue:mail", 0, -1)).containsExactly("one");
        shows(pages.post("/jobs/one/cancel", Map.of()), "not scheduled any more");
        job("two");
        shows(pages.post("/jobs/two/cancel", Map.of()), "Cancelled");
        assertThat(pages.scheduler.contains("two")).isFalse();
    }

    @Test
    void aScheduleIsSteered() {
        pages.logIn();
        schedule("hourly");
        shows(pages.post("/schedules/hourly/pause", Map.of("reason", "the warehouse moves")), "Paused", "warehouse");
        assertThat(status("hourly").state()).isEqualTo(ScheduleStatus.State.PAUSED);
        shows(pages.post("/schedules/hourly/resume", Map.of()), "Resumed");
        shows(pages.post("/schedules/hourly/skip", Map.of()), "will be left out");
        assertThat(status("hourly").skipping()).isTrue();
        shows(pages.post("/schedules/hourly/run", Map.of()), "A run was queued", "asked for by web");
        assertThat(client.llen("rq:queue:default")).isEqualTo(1);
        shows(pages.post("/schedules/hourly/delete", Map.of()), "Deleted");
        assertThat(pages.scheduler.schedules("test").get("hourly")).isEqualTo(Optional.empty());
        assertThat(pages.post("/schedules/hourly/run", Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    void aScheduleIsMadeAndEditedWithAPreview() {
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
        shows(pages.post("/new-schedule/preview", form), "What saving does", "JST", "Save");
        assertThat(pages.scheduler.schedules("test").count()).isZero();
        shows(pages.save("/new-schedule", form), "Saved.", "nightly");
        assertThat(status("nightly").schedule().orElseThrow().zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
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
    void nobodyIsOverwrittenUnseen() {
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
    void whatWasNotPreviewedIsNotSaved() {
        pages.logIn();
        schedule("hourly");
        Map<String, String> form = new HashMap<>(Map.of("function", "shop.report", "every", "2h", "at", ""));
        Map<String, String> seen = Pages.previewed(form, pages.post("/schedules/hourly/preview", form));
        seen.put("every", "3h");
        HttpResponse<String> other = pages.post("/schedules/hourly/save", seen);
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("not what the preview was of", "<code>\"3h\"</code>");
        assertThat(client.hget("rq:scheduling:schedule:hourly", "definition")).contains("\"1h\"");
        shows(pages.post("/schedules/hourly/save", Pages.previewed(seen, other)), "Saved.");
        assertThat(client.hget("rq:scheduling:schedule:hourly", "definition")).contains("\"3h\"");
    }

    @Test
    void theQuarantineIsRetriedAndDropped() {
        pages.logIn();
        quarantined("one");
        quarantined("two");
        shows(pages.get("/quarantine"), "2 jobs", "/quarantine/one");
        shows(pages.post("/quarantine/one/retry", Map.of()), "Back in the schedule");
        assertThat(pages.scheduler.contains("one")).isTrue();
        shows(pages.post("/quarantine/two/drop", Map.of("delete", "1")), "Dropped");
        assertThat(client.exists("rq:job:two")).isFalse();
        assertThat(pages.get("/quarantine/two").statusCode()).isEqualTo(404);
    }

    @Test
    void aNoticeIsOneOfOurs() {
        assertThat(pages.get("/jobs?done=You+have+won").body()).doesNotContain("You have won");
    }
}
