/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.time.Zones;
import dev.rqscheduler.internal.tzdata.Tzdata;
import dev.rqscheduler.internal.tzdata.TzdataChoice;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulerMetricsTest {

    private final RedisServer server = RedisServer.builder().appendOnly(true).start();
    private final RedisConfig config = RedisConfig.parse(server.uri());
    private final RedisConnection redis = new RedisConnection(config, 1);
    private final SchedulerClient client = SchedulerClient.connect(server.uri());
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        client.close();
        redis.close();
        server.close();
    }

    @Test
    void tzdataInfo_newDataTakenUp_namesTheNewDataOnly() {
        Tzdata before = Zones.tzdata();
        try (SchedulerMetrics metrics = SchedulerMetrics.on(registry, config)) {
            for (TzdataChoice source : List.of(TzdataChoice.JDK, TzdataChoice.BUNDLED)) {
                Zones.use(source);
                metrics.onTurn();
                assertThat(registry.get("rqscheduler.tzdata.info").gauges())
                        .singleElement()
                        .extracting(
                                gauge -> gauge.getId().getTag("source"),
                                gauge -> gauge.getId().getTag("version"))
                        .containsExactly(
                                source.name().toLowerCase(Locale.ROOT),
                                Zones.tzdata().version().orElseThrow().toString());
            }
        } finally {
            Zones.use(before);
        }
    }

    @Test
    @SuppressWarnings("try")
    void whatThereIsBeforeAnythingMoves() {
        client.enqueueAt(Instant.now().minusSeconds(100), JobSpec.of("f"));
        client.enqueueAt(Instant.now().minusSeconds(50), JobSpec.of("f"));
        Instant later = Instant.now().plusSeconds(1_000).truncatedTo(ChronoUnit.SECONDS);
        client.enqueueAt(later, JobSpec.of("f"));
        client.schedules("test").put(every("hourly"));
        Instant hour = client.schedules("test").next("hourly", 1).get(0);
        client.schedules("test").put(every("rests"));
        client.schedules("test").pause("rests", "for the test");
        send("ZADD", "rq:scheduling:quarantine", "1", "bad");

        try (SchedulerMetrics metrics = SchedulerMetrics.on(registry, config)) {
            assertThat(gauge("rqscheduler.redis.up")).isEqualTo(1);
            assertThat(gauge("rqscheduler.scheduled.jobs")).isEqualTo(3);
            assertThat(gauge("rqscheduler.due.jobs")).isEqualTo(2);
            assertThat(gauge("rqscheduler.due.schedules")).isZero();
            assertThat(gauge("rqscheduler.oldest.overdue")).isBetween(100.0, 160.0);
            assertThat(gauge("rqscheduler.next.due.timestamp"))
                    .isEqualTo((double) Math.min(later.getEpochSecond(), hour.getEpochSecond()));
            assertThat(gauge("rqscheduler.quarantine.jobs")).isEqualTo(1);
            assertThat(gauge("rqscheduler.schedules", "state", "active")).isEqualTo(1);
            assertThat(gauge("rqscheduler.schedules", "state", "paused")).isEqualTo(1);
            // One machine has one clock; a call takes far less than this.
            assertThat(gauge("rqscheduler.clock.skew")).isBetween(-1.0, 1.0);
            assertThat(gauge("rqscheduler.leader")).isZero();
            assertThat(gauge("rqscheduler.lease.age")).isNaN();
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    @SuppressWarnings("try")
    void whatTheProcessDoes() {
        client.enqueueAt(
                Instant.now().minusSeconds(2), JobSpec.builder("f").queue("a").build());
        client.enqueueAt(
                Instant.now().minusSeconds(100), JobSpec.builder("f").queue("b").build());
        client.enqueueAt(Instant.now(), JobSpec.builder("f").queue("c").build());
        String bad = client.enqueueAt(Instant.now(), JobSpec.of("f")).id();
        send("HSET", "rq:job:" + bad, "meta", "no pickle");
        String gone = client.enqueueAt(Instant.now(), JobSpec.of("f")).id();
        send("DEL", "rq:job:" + gone);
        client.schedules("test").put(every("rests"));
        client.schedules("test").pause("rests", "for the test");

        // Two queues have a label of their own.
        try (SchedulerMetrics metrics = SchedulerMetrics.on(registry, config, 2)) {
            try (RunningScheduler running = new RunningScheduler(config, metrics)) {
                Awaitility.await().until(() -> count("rqscheduler.jobs.moved") == 3);
                Awaitility.await().until(() -> count("rqscheduler.jobs.quarantined", "reason", "format") == 1);
                Awaitility.await().until(() -> count("rqscheduler.jobs.missing") == 1);

                assertThat(count("rqscheduler.jobs.moved", "queue", "other")).isEqualTo(1);
                assertThat(registry.find("rqscheduler.lateness").timers())
                        .hasSize(3)
                        .satisfies(timers -> assertThat(timers.stream()
                                        .mapToDouble(timer -> timer.totalTime(java.util.concurrent.TimeUnit.SECONDS))
                                        .sum())
                                .isBetween(102.0, 200.0));
                assertThat(registry.get("rqscheduler.pass.duration").timer().count())
                        .isPositive();
                assertThat(registry.get("rqscheduler.script.duration").timer().count())
                        .isPositive();
                assertThat(gauge("rqscheduler.leader")).isEqualTo(1);
                assertThat(gauge("rqscheduler.lease.age")).isBetween(0.0, 5.0);
                assertThat(gauge("rqscheduler.lease.remaining")).isBetween(0.0, 5.0);
                assertThat(gauge("rqscheduler.last.pass.timestamp"))
                        .isBetween(
                                Instant.now().getEpochSecond() - 60.0,
                                Instant.now().getEpochSecond() + 1.0);
                assertThat(gauge("rqscheduler.last.turn.timestamp"))
                        .isGreaterThanOrEqualTo(gauge("rqscheduler.last.pass.timestamp") - 1);
                assertThat(count("rqscheduler.leader.changes")).isEqualTo(1);
            }
            assertThat(gauge("rqscheduler.leader")).isZero();
        }
    }

    /** What the process knows by itself is told as ever; the rest has no value, rather than an old or a wrong one. */
    @Test
    @SuppressWarnings("try")
    void whileRedisIsAway() {
        try (SchedulerMetrics metrics = SchedulerMetrics.on(registry, config);
                RunningScheduler running = new RunningScheduler(config, metrics)) {
            Awaitility.await().until(() -> gauge("rqscheduler.leader") == 1);
            assertThat(gauge("rqscheduler.scheduled.jobs")).isZero();

            server.kill();
            Awaitility.await().until(() -> gauge("rqscheduler.redis.up") == 0);
            assertThat(gauge("rqscheduler.scheduled.jobs")).isNaN();
            assertThat(gauge("rqscheduler.clock.skew")).isNaN();
            assertThat(gauge("rqscheduler.schedules", "state", "active")).isNaN();
            Awaitility.await().until(() -> count("rqscheduler.redis.errors", "kind", "unreachable") >= 1);
            // Nobody renews the lease, so it ends.
            Awaitility.await().until(() -> gauge("rqscheduler.leader") == 0);

            server.restart();
            Awaitility.await().until(() -> gauge("rqscheduler.leader") == 1);
            Awaitility.await().until(() -> gauge("rqscheduler.redis.up") == 1);
            Awaitility.await().until(() -> count("rqscheduler.redis.reconnects") >= 1);
        }
    }

    /** A Redis that is connected to and does not answer holds no scrape up for long. */
    @Test
    @SuppressWarnings("try")
    void whileRedisDoesNotAnswer() {
        try (SchedulerMetrics metrics = SchedulerMetrics.on(registry, config)) {
            assertThat(gauge("rqscheduler.redis.up")).isEqualTo(1);
            server.suspend();
            try {
                Awaitility.await().until(() -> gauge("rqscheduler.redis.up") == 0);
                assertThat(registry.getMeters()).flatExtracting(Meter::measure).isNotEmpty();
            } finally {
                server.resume();
            }
        }
    }

    private static Schedule every(String name) {
        return Schedule.builder(name, JobSpec.of("f"))
                .every(Duration.ofHours(1))
                .build();
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    private double count(String name, String... tags) {
        return registry.find(name).tags(tags).meters().stream()
                .mapToDouble(meter -> meter.measure().iterator().next().getValue())
                .sum();
    }

    private void send(String command, String... args) {
        byte[][] bytes = new byte[args.length][];
        for (int i = 0; i < args.length; i++) {
            bytes[i] = args[i].getBytes(StandardCharsets.UTF_8);
        }
        redis.send(command, bytes);
    }
}
