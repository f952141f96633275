/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.FrozenScheduler;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.time.Zones;
import dev.rqscheduler.internal.tzdata.TzdataChoice;
import dev.rqscheduler.internal.tzdata.TzdataFolder;
import dev.rqscheduler.testing.HandMade;
import dev.rqscheduler.testing.TestRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** The host's time zone data is updated under a scheduler that runs, and between two that do. */
@ExtendWith(TestRedis.class)
class TzdataUpdateTest {

    private static final String ZONE = "Test/Zone";

    @TempDir
    private Path folder;

    private final RedisClient client = TestRedis.client();
    private final AtomicLong later = new AtomicLong();

    @AfterEach
    void usual() {
        Zones.use(TzdataChoice.AUTO);
    }

    @Test
    void runningSchedulerTakesUpTheNewRules() throws InterruptedException {
        host("2098a", 8);
        Instant due = put();
        try (RunningScheduler scheduler = start()) {
            scheduler.awaitMoved(1);
            host("2098b", 7);
            later.addAndGet(Duration.ofMinutes(2).toNanos());
            scheduler.awaitEvent("tzdata 2098a -> 2098b, 2 moved");
            assertThat(Zone.of(ZONE).rules()).isEqualTo(ZoneOffset.ofHours(-7).getRules());
        }
        assertThat(next()).isEqualTo(due.minus(Duration.ofHours(1)));
        assertThat(client.zscore("rq:scheduler:scheduled_jobs", "cron"))
                .isEqualTo((double) due.minus(Duration.ofHours(1)).getEpochSecond());
    }

    @Test
    void schedulerThatStartsWithNewRulesComputesAgainAndOneWithTheOldTakesItBack() throws InterruptedException {
        host("2098a", 8);
        Instant due = put();
        try (RunningScheduler scheduler = start()) {
            scheduler.awaitMoved(1);
        }
        host("2098b", 7);
        try (RunningScheduler scheduler = start()) {
            scheduler.awaitEvent("tzdata 2098a -> 2098b, 2 moved");
        }
        assertThat(next()).isEqualTo(due.minus(Duration.ofHours(1)));
        host("2098a", 8);
        try (RunningScheduler scheduler = start()) {
            scheduler.awaitEvent("tzdata 2098b -> 2098a, 2 moved");
        }
        assertThat(next()).isEqualTo(due);
    }

    /** A schedule and a cron job of nine o'clock in the year 2098, and a job that is due now. */
    private Instant put() {
        Schedules schedules = FrozenScheduler.at(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC)
                .schedules("test");
        schedules.put(Schedule.builder("nine", JobSpec.of("jobs.tick"))
                .cron("0 9 1 1 * 2098")
                .zone(Zone.of(ZONE))
                .build());
        Instant due = next();
        HandMade.job(
                "cron",
                (double) due.getEpochSecond(),
                "meta",
                "{\"cron_string\": \"0 9 1 1 * 2098\", \"scheduling\": {\"zone\": \"" + ZONE + "\"}}");
        HandMade.job("now", 1);
        return due;
    }

    private Instant next() {
        return Instant.ofEpochSecond(
                client.zscore("rq:scheduling:schedules", "nine").longValue());
    }

    private void host(String version, int hoursBehind) {
        new TzdataFolder(folder, version).zone(ZONE, "<-0" + hoursBehind + ">" + hoursBehind);
        if (Zones.tzdata().version().isEmpty() || !Zones.tzdata().origin().contains(folder.toString())) {
            Zones.use(TzdataChoice.SYSTEM, Map.of("PYTHONTZPATH", folder.toString()));
        }
    }

    private RunningScheduler start() {
        Zones.use(TzdataChoice.SYSTEM, Map.of("PYTHONTZPATH", folder.toString()));
        SchedulerOptions options =
                SchedulerOptions.defaults().withPollCap(Duration.ofMillis(50)).withCronZone(Zone.UTC);
        return RunningScheduler.start(TestRedis.config(), options, () -> System.nanoTime() + later.get());
    }
}
