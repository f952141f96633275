/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.testing.HandMade.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.PassReport;
import dev.rqscheduler.api.QuarantineCause;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.testing.TestRedis;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a listener hears beside outcomes and leadership: what metrics and health checks are made of. */
@ExtendWith(TestRedis.class)
class EventsTest {

    private static final SchedulerOptions OPTIONS =
            SchedulerOptions.defaults().withPollCap(Duration.ofMillis(20)).withLease(Duration.ofSeconds(1));

    /** Keeps all that it hears. */
    private static final class Ear implements SchedulerListener {
        final AtomicInteger turns = new AtomicInteger();
        final AtomicInteger registered = new AtomicInteger();
        final AtomicInteger stopping = new AtomicInteger();
        final AtomicInteger reconnects = new AtomicInteger();
        final AtomicLong scriptNanos = new AtomicLong();
        final List<PassReport> passes = new CopyOnWriteArrayList<>();
        final List<Duration> spares = new CopyOnWriteArrayList<>();
        final List<Duration> leases = new CopyOnWriteArrayList<>();
        final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
        final Set<RedisException.Kind> errors = EnumSet.noneOf(RedisException.Kind.class);

        @Override
        public void onTurn() {
            turns.incrementAndGet();
        }

        @Override
        public void onRegistered() {
            registered.incrementAndGet();
        }

        @Override
        public void onStopping() {
            stopping.incrementAndGet();
        }

        @Override
        public void onReconnect(int connections) {
            reconnects.addAndGet(connections);
        }

        @Override
        public void onScript(Duration took) {
            scriptNanos.addAndGet(took.toNanos());
        }

        @Override
        public void onPass(PassReport pass) {
            passes.add(pass);
        }

        @Override
        public void onLease(Duration validFor, Duration spare) {
            leases.add(validFor);
            spares.add(spare);
        }

        @Override
        public void onOutcome(Outcome outcome) {
            outcomes.add(outcome);
        }

        @Override
        public synchronized void onRedisError(RedisException failure) {
            errors.add(failure.kind());
        }

        synchronized Set<RedisException.Kind> kinds() {
            return EnumSet.copyOf(errors.isEmpty() ? EnumSet.noneOf(RedisException.Kind.class) : errors);
        }

        int settled() {
            return passes.stream().mapToInt(PassReport::settled).sum();
        }
    }

    @Test
    void passesLeasesAndTurns() throws InterruptedException {
        Ear ear = new Ear();
        for (int i = 0; i < 1_200; i++) {
            job("j" + i, 1 + i);
        }
        try (RedisConnection redis = TestRedis.connection()) {
            job("later", (double) redis.time().getEpochSecond() + 1_000);
        }
        try (Running running = new Running(TestRedis.config(), ear)) {
            Awaitility.await().until(() -> ear.settled() >= 1_200 && ear.leases.size() >= 3);
            running.stop();
        }

        assertThat(ear.registered).hasValue(1);
        assertThat(ear.stopping).hasValue(1);
        assertThat(ear.settled()).isEqualTo(1_200);
        assertThat(ear.turns.get()).isGreaterThan(ear.passes.size());
        PassReport first = ear.passes.get(0);
        assertThat(first.scriptTime()).isPositive().isLessThanOrEqualTo(first.duration());
        assertThat(ear.passes.stream()
                        .mapToLong(pass -> pass.scriptTime().toNanos())
                        .sum())
                .isEqualTo(ear.scriptNanos.get());
        assertThat(ear.passes).allSatisfy(pass -> {
            assertThat(pass.stuck()).isZero();
            assertThat(pass.untilNextDue().orElseThrow()).isBetween(Duration.ofSeconds(900), Duration.ofSeconds(1_001));
        });
        assertThat(ear.leases)
                .allSatisfy(lease -> assertThat(lease).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1)));
        // The first was taken, the others were renewed with some of the one before left.
        assertThat(ear.spares.get(0)).isZero();
        assertThat(ear.spares.subList(1, ear.spares.size()))
                .allSatisfy(spare -> assertThat(spare).isLessThan(Duration.ofMillis(667)));
    }

    @Test
    void errorsByKindAndReconnects() throws InterruptedException {
        Ear ear = new Ear();
        try (RedisServer server = RedisServer.builder().appendOnly(true).start();
                Running running = new Running(RedisConfig.parse(server.uri()), ear)) {
            Awaitility.await().until(() -> !ear.passes.isEmpty());
            assertThat(ear.reconnects).hasValue(0);

            server.kill();
            Awaitility.await().until(() -> ear.kinds().contains(RedisException.Kind.UNREACHABLE));
            int turns = ear.turns.get();
            // The loop comes round while Redis is away.
            Awaitility.await().until(() -> ear.turns.get() > turns + 3);
            int passes = ear.passes.size();
            server.restart();
            Awaitility.await().until(() -> ear.passes.size() > passes);
            Awaitility.await().until(() -> ear.reconnects.get() == 1);
            running.stop();
        }
    }

    @Test
    void outcomesSayQueueScheduleAndCause() throws InterruptedException {
        Ear ear = new Ear();
        job("broken", 1, "meta", "{\"interval\": 60, \"scheduling\": {\"overlap\": \"wait\"}}");
        try (SchedulerClient client = SchedulerClient.connect(TestRedis.uri());
                Running running = new Running(TestRedis.config(), ear)) {
            client.schedules("test")
                    .put(Schedule.builder(
                                    "beat", JobSpec.builder("f").queue("drums").build())
                            .every(Duration.ofSeconds(1))
                            .build());
            Awaitility.await().until(() -> ear.outcomes.size() >= 2);
            running.stop();
        }

        assertThat(ear.outcomes)
                .anySatisfy(outcome -> assertThat(outcome).isInstanceOfSatisfying(Outcome.Quarantined.class, job -> {
                    assertThat(job.queue()).contains("default");
                    assertThat(job.cause()).isEqualTo(QuarantineCause.FIELD);
                }));
        assertThat(ear.outcomes)
                .anySatisfy(outcome -> assertThat(outcome).isInstanceOfSatisfying(Outcome.Moved.class, run -> {
                    assertThat(run.queue()).isEqualTo("drums");
                    assertThat(run.schedule()).contains("beat");
                }));
    }

    @Test
    void interruptBeforeTheFirstPassEndsTheRun() throws InterruptedException {
        SchedulerListener interrupting = new SchedulerListener() {
            @Override
            public void onLeading() {
                Thread.currentThread().interrupt();
            }
        };
        try (Running running = new Running(TestRedis.config(), interrupting)) {
            assertThat(running.process.awaitEnd(RunningScheduler.PATIENCE)).isTrue();
        }
    }

    /** A process on a thread of its own. */
    private static final class Running implements AutoCloseable {
        private final RedisConnection redis;
        private final SchedulerLoop process;
        private final Thread thread;

        Running(RedisConfig config, SchedulerListener listener) {
            redis = new RedisConnection(config, 2);
            process = new SchedulerLoop(OPTIONS, redis, listener, Map.of());
            thread = new Thread(
                    () -> {
                        try {
                            process.run();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    "events");
            thread.start();
        }

        void stop() throws InterruptedException {
            process.stop();
            assertThat(process.awaitEnd(RunningScheduler.PATIENCE)).isTrue();
        }

        @Override
        public void close() {
            process.stop();
            try {
                thread.join(RunningScheduler.PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            redis.close();
        }
    }
}
