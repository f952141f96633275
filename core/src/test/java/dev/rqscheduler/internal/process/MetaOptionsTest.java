/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.testing.HandMade.due;
import static dev.rqscheduler.testing.HandMade.field;
import static dev.rqscheduler.testing.HandMade.job;
import static dev.rqscheduler.testing.HandMade.queue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.QuarantineCause;
import dev.rqscheduler.api.SkipCause;
import dev.rqscheduler.testing.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

/** The options of docs/meta-options.md, through whole passes. */
@ExtendWith(TestRedis.class)
class MetaOptionsTest {

    private static final Instant NOW = Instant.parse("2026-01-15T13:00:30.25Z");
    private static final double DUE = NOW.getEpochSecond() - 10;
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final RedisClient redis = TestRedis.client();

    @Test
    void aZoneIsTheJobsOwn() {
        job("here", DUE, "meta", "{\"cron_string\": \"0 9 * * *\"}");
        job("there", DUE, "meta", "{\"cron_string\": \"0 9 * * *\", \"scheduling\": {\"zone\": \"America/New_York\"}}");

        FrozenPass.run(NOW, ZONE);

        assertThat(queue("default")).containsExactly("here", "there");
        assertThat(due("here")).hasValue(seconds("2026-01-16T08:00:00Z"));
        assertThat(due("there")).hasValue(seconds("2026-01-15T14:00:00Z"));
    }

    /** A run that was left out says so, and touches nothing of the run before it. */
    @Test
    void aRunIsLeftOutWhileTheOneBeforeIsUnderWay() {
        String meta = "{\"interval\": 60, \"repeat\": 9, \"scheduling\": {\"overlap\": \"skip\"}}";
        job("nightly", DUE, "meta", meta);
        FrozenPass.run(NOW, ZONE);
        assertThat(queue("default")).containsExactly("nightly");

        for (String status : List.of("queued", "started")) {
            redis.hset("rq:job:nightly", "status", status);
            int passed = status.equals("queued") ? 60 : 120;
            assertThat(FrozenPass.run(NOW.plusSeconds(passed), ZONE))
                    .containsExactly(new Outcome.Skipped(
                            "nightly",
                            "default",
                            Instant.ofEpochSecond((long) DUE + passed),
                            Optional.of(Instant.ofEpochSecond((long) DUE + passed + 60)),
                            SkipCause.OVERLAP,
                            "its previous run has not finished (status " + status + "), and its overlap is skip"));
            assertThat(field("nightly", "status")).isEqualTo(status);
            assertThat(queue("default")).containsExactly("nightly");
        }

        redis.hset("rq:job:nightly", "status", "finished");
        FrozenPass.run(NOW.plusSeconds(180), ZONE);
        assertThat(queue("default")).containsExactly("nightly", "nightly");
        assertThat(field("nightly", "status")).isEqualTo("queued");
        assertThat(field("nightly", "meta")).isEqualTo(meta.replace("9", "7"));
    }

    @Test
    void aRunThatIsTooLateIsLeftOutAndTheNextIsNot() {
        job(
                "hourly",
                DUE - 3_000,
                "status",
                "finished",
                "meta",
                "{\"interval\": 3600, \"scheduling\": {\"misfire\": \"skip\", \"misfire_after\": \"5m\"}}");
        redis.expire("rq:job:hourly", 500);

        assertThat(FrozenPass.run(NOW, ZONE))
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Skipped.class,
                        run -> assertThat(run.reason())
                                .isEqualTo("it was 50m10.25s late, more than its misfire_after of 5m"));
        assertThat(queue("default")).isEmpty();
        assertThat(due("hourly")).hasValue(DUE + 600);
        // Else the schedule would end with the result of the last run.
        assertThat(redis.ttl("rq:job:hourly")).isEqualTo(-1);

        assertThat(FrozenPass.run(NOW.plusSeconds(600), ZONE)).singleElement().isInstanceOf(Outcome.Moved.class);
        assertThat(queue("default")).containsExactly("hourly");
    }

    /** With scores as Redis keeps them, and a cancelled run among the others. */
    @Test
    void jitterPutsRunsOffAndNeverTheRhythm() {
        job(
                "often",
                DUE + 0.123456,
                "meta",
                "{\"interval\": 60, \"repeat\": 90, \"scheduling\": {\"jitter\": \"30s\"}}");
        Instant now = NOW;
        for (int run = 1; run <= 80; run++) {
            redis.hset("rq:job:often", "status", run == 1 || run == 20 ? "canceled" : "finished");
            assertThat(FrozenPass.run(now, ZONE)).hasSize(1);

            double due = due("often").orElseThrow();
            assertThat(due - DUE - 0.123456 - 60.0 * run).isBetween(-1e-6, 30.0);
            now = Instant.ofEpochMilli((long) (due * 1000) + 100);
        }
        assertThat(queue("default")).hasSize(78);
        assertThat(field("often", "meta"))
                .isEqualTo("{\"interval\": 60, \"repeat\": 12, \"scheduling\": {\"jitter\": \"30s\"},"
                        + " \"scheduling_phase\": "
                        + Duration.between(
                                                Instant.EPOCH,
                                                NOW.minusMillis(10_250).plusNanos(123_456_000))
                                        .toNanos()
                                / 1_000
                        + "}");
    }

    @Test
    void aWrongOptionIsToldAndHarmsNoOther() {
        job("wrong", DUE, "meta", "{\"interval\": 60, \"scheduling\": {\"overlap\": \"wait\"}}");
        job("right", DUE, "meta", "{\"interval\": 60, \"scheduling\": {\"overlap\": \"skip\"}}");

        assertThat(FrozenPass.run(NOW, ZONE))
                .filteredOn(Outcome.Quarantined.class::isInstance)
                .containsExactly(new Outcome.Quarantined(
                        "wrong",
                        Optional.of("default"),
                        Instant.ofEpochSecond((long) DUE),
                        QuarantineCause.FIELD,
                        "meta[\"scheduling\"][\"overlap\"] must be \"allow\" or \"skip\", but is \"wait\""));
        assertThat(queue("default")).containsExactly("right");
    }

    private static double seconds(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }
}
