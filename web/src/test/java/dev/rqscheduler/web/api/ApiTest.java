/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.web.testing.RawHttp.Answer;
import dev.rqscheduler.web.testing.TestSite;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API returns, and its effects in Redis. */
class ApiTest {

    @AutoClose
    private static final TestSite SITE = TestSite.open();

    @BeforeEach
    void samples() {
        Samples.put(SITE);
    }

    @Test
    void job_withArguments_showsThemDecoded() {
        assertThat(SITE.get("/api/v1/jobs/example-job").body())
                .contains(
                        "\"function\":\"shop.jobs.report\"",
                        "\"args\":[7,[\"a\",2.5,true],{\"python\":\"datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)\"}]",
                        "\"kwargs\":{\"to\":\"<script>alert(1)</script>\"}",
                        "\"meta\":{\"owner\":\"ann\"}");
    }

    @Test
    void pythonObjects_inArguments_areShownAsRepr() {
        var redis = TestSite.redis();
        String call = "(Vshop.ship\nN(cdecimal\nDecimal\n(V9.99\ntRcshop\nColor\n(I2\ntRt(dt.";
        redis.hset(
                "rq:job:ship".getBytes(US_ASCII),
                Map.of(
                        "data".getBytes(US_ASCII), call.getBytes(US_ASCII),
                        "origin".getBytes(US_ASCII), "default".getBytes(US_ASCII)));
        redis.zadd("rq:scheduler:scheduled_jobs", 4_000_000_000L, "ship");
        assertThat(SITE.get("/api/v1/jobs/ship").body())
                .contains("\"args\":[{\"python\":\"Decimal('9.99')\"},{\"python\":\"shop.Color(2)\"}]");
        String described = "shop.ship(Decimal('9.99'), shop.Color(2))";
        assertThat(SITE.get("/api/v1/jobs/ship/why").body()).contains(described);
        assertThat(SITE.get("/api/v1/jobs?id=ship").body()).contains(described);
    }

    @Test
    void unreadableCount_inOverview_isNull() {
        TestSite.redis().del("rq:scheduling:quarantine");
        TestSite.redis().set("rq:scheduling:quarantine", "text");
        assertThat(SITE.get("/api/v1/overview").body())
                .contains("\"quarantine\":{\"count\":null}")
                .doesNotContain("\"scheduled\":null");
    }

    @Test
    void hideArguments_inAllResponses_omitsThem() {
        try (TestSite hiding = TestSite.open(true)) {
            for (String path : new String[] {
                "/api/v1/jobs/example-job",
                "/api/v1/jobs/example-job/why",
                "/api/v1/jobs",
                "/api/v1/next-runs",
                "/api/v1/quarantine/broken-job"
            }) {
                Answer answer = hiding.get(path);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body())
                        .as(path)
                        .contains("shop.jobs.")
                        .doesNotContain("alert")
                        .doesNotContain("ann")
                        .doesNotContain("1970, 1, 1");
            }
            assertThat(hiding.get("/api/v1/schedules/nightly").body())
                    .contains("\"hidden\":[\"args\"]")
                    .doesNotContain("\"args\":[7]");
        }
    }

    @Test
    void cancel_scheduledJob_removesIt() {
        assertThat(SITE.change("POST /api/v1/jobs/example-job/cancel", "{\"delete_hash\":true}")
                        .status())
                .isEqualTo(200);
        assertThat(SITE.scheduler().contains("example-job")).isFalse();
        assertThat(TestSite.redis().exists("rq:job:example-job")).isFalse();
        assertThat(SITE.change("POST /api/v1/jobs/example-job/cancel", "").status())
                .isEqualTo(409);
    }

    @Test
    void reschedule_scheduledJob_changesDueTime() {
        assertThat(SITE.change("POST /api/v1/jobs/example-job/reschedule", "{\"at\":\"2091-02-03T04:05:06+01:00\"}")
                        .body())
                .contains("\"due\":\"2091-02-03T03:05:06Z\"");
        assertThat(SITE.scheduler().job("example-job").orElseThrow().due())
                .contains(Instant.parse("2091-02-03T03:05:06Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | pass either at",
                "{\"at\":\"2091-02-03T04:05:06Z\",\"in\":\"1h\"} | pass either at",
                "{\"at\":\"tomorrow\"} | at: ",
                "{\"in\":\"soon\"} | in: ",
                "{\"in\":5} | in must be a string",
                "{\"to\":\"x\"} | unknown field to",
                "[] | must be a JSON object"
            })
    void reschedule_invalidBody_isRefusedAndChangesNothing(String body, String says) {
        Answer answer = SITE.change("POST /api/v1/jobs/example-job/reschedule", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(says);
        assertThat(SITE.scheduler().job("example-job").orElseThrow().due())
                .contains(Instant.parse("2090-01-01T00:00:00Z"));
    }

    @Test
    void enqueue_scheduledJob_movesItToItsQueue() {
        assertThat(SITE.change("POST /api/v1/jobs/example-job/enqueue", "").status())
                .isEqualTo(200);
        assertThat(TestSite.redis().lrange("rq:queue:reports", 0, -1)).containsExactly("example-job");
        assertThat(SITE.change("POST /api/v1/jobs/example-job/enqueue", "").status())
                .isEqualTo(409);
    }

    /** A due time in a form of another client's own never is what was read. */
    @Test
    void skipNext_changedAtEachAttempt_isConflict() {
        SITE.change("PUT /api/v1/schedules/clash", "{\"function\":\"f\",\"every\":\"1h\"}");
        String due = TestSite.redis().hget("rq:scheduling:schedule:clash", "due");
        TestSite.redis().hset("rq:scheduling:schedule:clash", "due", "0" + due);
        var answer = SITE.change("POST /api/v1/schedules/clash/skip-next", "");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("schedule clash was changed by another client during each of 20 attempts");
    }

    @Test
    void jobList_limitReached_continuesFromNext() {
        for (int i = 0; i < 5; i++) {
            SITE.scheduler()
                    .enqueueAt(
                            Instant.parse("2091-01-01T00:00:0" + i + "Z"),
                            JobSpec.builder("page.f").id("page-" + i).build());
        }
        String first = SITE.get("/api/v1/jobs?function=page&limit=2").body();
        assertThat(first).contains("\"page-0\"", "\"page-1\"").doesNotContain("page-2");
        String next = first.replaceAll(".*\"next\":\"([^\"]+)\".*", "$1");
        assertThat(SITE.get("/api/v1/jobs?function=page&limit=5&after=" + next).body())
                .contains("\"page-2\"", "\"page-4\"")
                .doesNotContain("page-1")
                .doesNotContain("\"next\"");
    }

    @Test
    void tooLargeJob_onShow_isRefused() {
        TestSite.redis().hset("rq:job:example-job", "data", "x".repeat(3_000_000));
        for (String path : new String[] {"/api/v1/jobs/example-job", "/jobs/example-job"}) {
            Answer answer = SITE.get(path);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body()).contains("too large to show here (limit: 2097152)");
        }
        assertThat(SITE.get("/api/v1/jobs/example-job/why").status()).isEqualTo(200);
        assertThat(SITE.get("/api/v1/jobs").body()).contains("example-job");
    }

    @Test
    void jobIdWithSlash_escapedInPath_isFound() {
        TestSite.redis().zadd("rq:scheduler:scheduled_jobs", 4e9, "of/python");
        assertThat(SITE.get("/api/v1/jobs/of%2Fpython").body()).contains("\"id\":\"of/python\"");
        assertThat(SITE.change("POST /api/v1/jobs/of%2Fpython/cancel", "").status())
                .isEqualTo(200);
        assertThat(TestSite.redis().zscore("rq:scheduler:scheduled_jobs", "of/python"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/jobs?limit=0",
                "/api/v1/jobs?limit=1001",
                "/api/v1/jobs?limit=x",
                "/api/v1/jobs?state=odd",
                "/api/v1/jobs?from=yesterday",
                "/api/v1/jobs?after=x",
                "/api/v1/jobs?after=1~%21",
                "/api/v1/schedules?state=odd",
                "/api/v1/schedules/nightly/next?count=100000",
                "/api/v1/quarantine?offset=-1",
                "/api/v1/moves?after=x"
            })
    void queryParameter_invalid_isBadRequest(String path) {
        Answer answer = SITE.get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
    }

    @Test
    void putSchedule_dryRunCreateUpdateDelete_reportsEachChange() {
        String definition = "{\"function\":\"f\",\"every\":\"1h\"}";
        assertThat(SITE.change("PUT /api/v1/schedules/hourly?dry_run=true", definition)
                        .body())
                .contains("\"change\":\"added\"", "\"dry_run\":true");
        assertThat(SITE.scheduler().schedules("t").get("hourly")).isEmpty();
        assertThat(SITE.change("PUT /api/v1/schedules/hourly", definition).status())
                .isEqualTo(201);
        assertThat(SITE.scheduler().schedules("t").get("hourly").orElseThrow().updatedBy())
                .contains("web");
        assertThat(SITE.change("PUT /api/v1/schedules/hourly", definition).body())
                .contains("\"change\":\"unchanged\"");
        assertThat(SITE.change("PUT /api/v1/schedules/hourly", "{\"function\":\"f\",\"every\":\"2h\"}")
                        .body())
                .contains("\"change\":\"changed\"", "\"field\":\"every\"");
        assertThat(SITE.change("DELETE /api/v1/schedules/hourly", "").status()).isEqualTo(204);
        assertThat(SITE.scheduler().schedules("t").get("hourly")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nightly | {\"cron\":\"0 3 * * *\"} | 422 | function: is required",
                "nightly | {\"function\":\"f\",\"cron\":\"x\"} | 422 | cron",
                "nightly | {\"function\":\"f\",\"evry\":\"1h\"} | 422 | evry",
                "b%C3%A4d | {\"function\":\"f\",\"every\":\"1h\"} | 422 | name",
                "nightly | {\"function\" | 400 | not valid JSON",
                "nightly | [1] | 400 | must be a JSON object"
            })
    void putSchedule_invalidDefinition_isRefused(String name, String body, int status, String says) {
        Answer answer = SITE.change("PUT /api/v1/schedules/" + name, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(says);
    }

    @Test
    void schedule_pauseRunResumeSkip_changesItsState() {
        assertThat(SITE.change("POST /api/v1/schedules/nightly/pause", "{\"reason\":\"it snows\"}")
                        .body())
                .contains("\"changed\":true", "\"state\":\"paused\"", "\"reason\":\"it snows\"", "\"by\":\"web\"");
        assertThat(SITE.change("POST /api/v1/schedules/nightly/pause", "").body())
                .contains("\"changed\":false");
        String job = SITE.change("POST /api/v1/schedules/nightly/run-now", "").body();
        assertThat(job)
                .startsWith("{\"job\":\"")
                .contains(TestSite.redis().lrange("rq:queue:default", 1, 1).get(0));
        assertThat(SITE.change("POST /api/v1/schedules/nightly/resume", "").body())
                .contains("\"changed\":true", "\"state\":\"active\"");
        assertThat(SITE.change("POST /api/v1/schedules/nightly/skip-next", "").body())
                .contains("\"skipped\":\"");
        assertThat(SITE.get("/api/v1/schedules/nightly").body()).contains("\"skipping\":true");
    }

    @Test
    void quarantinedJob_retryAndDrop_leavesQuarantine() {
        assertThat(SITE.get("/api/v1/quarantine").body()).contains("\"count\":1", "broken-job");
        assertThat(SITE.change("POST /api/v1/quarantine/broken-job/retry", "").status())
                .isEqualTo(200);
        assertThat(SITE.scheduler().contains("broken-job")).isTrue();
        assertThat(SITE.scheduler().quarantine().count()).isZero();
        SITE.moveWhatIsDue();
        assertThat(SITE.change("DELETE /api/v1/quarantine/broken-job?delete_hash=true", "")
                        .status())
                .isEqualTo(204);
        assertThat(TestSite.redis().exists("rq:job:broken-job")).isFalse();
    }

    @Test
    void formBody_onApi_isUnsupportedMediaType() {
        assertThat(SITE.http
                        .sendBody(
                                "POST /api/v1/jobs/example-job/cancel",
                                "delete_hash=true",
                                "Content-Type: application/x-www-form-urlencoded",
                                "Authorization: Bearer " + TestSite.TOKEN)
                        .status())
                .isEqualTo(415);
        assertThat(SITE.scheduler().contains("example-job")).isTrue();
    }
}
