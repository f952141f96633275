/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.web.testing.RawHttp.Answer;
import dev.rqscheduler.web.testing.TestSite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.params.XAddParams;

/** When arguments are hidden, no page or API response reveals one, wherever it occurs in a job. */
class HiddenArgumentsTest {

    private static final String SECRET = "hunter2";
    private static final List<String> PATHS = List.of(
            "/api/v1/overview",
            "/api/v1/schedulers",
            "/api/v1/next-runs",
            "/api/v1/jobs",
            "/api/v1/jobs/told",
            "/api/v1/jobs/told/why",
            "/api/v1/jobs/called",
            "/api/v1/jobs/called/why",
            "/api/v1/jobs/failed/why",
            "/api/v1/schedules",
            "/api/v1/schedules/secretive",
            "/api/v1/schedules/secretive/history",
            "/api/v1/schedules/secretive/next",
            "/api/v1/quarantine",
            "/api/v1/quarantine/aside",
            "/api/v1/moves/recent",
            "/api/v1/moves/last-hour",
            "/",
            "/jobs",
            "/jobs/told",
            "/jobs/called",
            "/jobs/failed",
            "/schedules",
            "/schedules/secretive",
            "/schedules/secretive/edit",
            "/new-schedule",
            "/quarantine",
            "/quarantine/aside");

    @AutoClose
    private static final TestSite HIDING = TestSite.open(true);

    @AutoClose
    private static final TestSite SHOWING = TestSite.open();

    @BeforeAll
    static void jobsFullOfSecrets() throws IOException {
        TestSite.redis().flushAll();
        Instant soon = Instant.now().plus(Duration.ofMinutes(10));
        SHOWING.scheduler()
                .enqueueAt(
                        soon,
                        job("told").description("tell " + SECRET + " (now)").build());
        SHOWING.scheduler().enqueueAt(soon, job("called").build());
        SHOWING.scheduler().enqueueAt(soon, job("failed").build());
        String trace =
                "Traceback (most recent call last):\n  File \"jobs.py\", line 3, in f\nKeyError: '" + SECRET + "'";
        TestSite.redis()
                .hset(
                        "rq:job:told".getBytes(StandardCharsets.UTF_8),
                        Map.of("exc_info".getBytes(StandardCharsets.UTF_8), deflated(trace)));
        TestSite.redis()
                .xadd(
                        "rq:results:failed",
                        Map.of("type", "2", "exc_string", Base64.getEncoder().encodeToString(deflated(trace))),
                        XAddParams.xAddParams());
        SHOWING.scheduler()
                .schedules("test")
                .put(Schedule.builder(
                                "secretive",
                                JobSpec.builder("shop.jobs.report")
                                        .args(SECRET)
                                        .kwarg("to", SECRET)
                                        .meta(Map.of("key", SECRET))
                                        .description(SECRET)
                                        .build())
                        .every(Duration.ofMinutes(20))
                        .build());
        SHOWING.scheduler()
                .enqueueAt(
                        Instant.EPOCH,
                        job("aside")
                                .meta(Map.of("cron_string", "nonsense", "key", SECRET))
                                .build());
        HIDING.moveWhatIsDue();
    }

    private static JobSpec.Builder job(String id) {
        return JobSpec.builder("shop.jobs.report")
                .id(id)
                .args(SECRET)
                .kwarg("to", SECRET)
                .meta(Map.of("key", SECRET));
    }

    private static byte[] deflated(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void hideArguments_onEveryPath_revealsNoArgument() {
        Map<String, String> telling = new LinkedHashMap<>();
        List<String> wouldTell = new ArrayList<>();
        for (String path : PATHS) {
            Answer hiding = HIDING.get(path);
            assertThat(hiding.status()).as(path).isEqualTo(200);
            if (hiding.body().contains(SECRET)) {
                telling.put(path, hiding.body());
            }
            if (SHOWING.get(path).body().contains(SECRET)) {
                wouldTell.add(path);
            }
        }
        assertThat(telling).isEmpty();
        // Proves that the assertion above can fail.
        assertThat(wouldTell)
                .contains(
                        "/api/v1/next-runs",
                        "/api/v1/jobs",
                        "/api/v1/jobs/told",
                        "/api/v1/jobs/told/why",
                        "/api/v1/jobs/failed/why",
                        "/api/v1/schedules/secretive",
                        "/api/v1/quarantine/aside",
                        "/",
                        "/jobs/told",
                        "/jobs/failed",
                        "/quarantine/aside");
    }

    @Test
    void hideArguments_onDryRun_revealsNoPreviousValue() {
        String other = "{\"function\":\"shop.jobs.report\",\"every\":\"20m\",\"args\":[1]}";
        String line = "PUT /api/v1/schedules/secretive?dry_run=true";
        assertThat(SHOWING.change(line, other).body()).contains(SECRET);
        assertThat(HIDING.change(line, other).body())
                .contains("{\"field\":\"args\",\"hidden\":true}", "{\"field\":\"meta\",\"hidden\":true}")
                .doesNotContain(SECRET);
    }

    @Test
    void hideArguments_onEveryPath_stillShowsFunctions() {
        assertThat(HIDING.get("/api/v1/next-runs").body())
                .contains("\"schedule\":\"secretive\",\"queue\":\"default\",\"what\":\"shop.jobs.report\"")
                .contains("\"job\":\"called\",\"queue\":\"default\",\"what\":\"shop.jobs.report\"");
        assertThat(HIDING.get("/").body()).contains("<code>shop.jobs.report<");
        assertThat(SHOWING.get("/").body()).contains("<code>shop.jobs.report<");
        assertThat(HIDING.get("/api/v1/jobs/failed/why").body()).contains("last result: failure: (hidden)");
    }
}
