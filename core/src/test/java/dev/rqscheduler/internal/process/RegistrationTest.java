/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.SchedulerNameTakenException;
import dev.rqscheduler.testing.HandMade;
import dev.rqscheduler.testing.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/** rq:scheduler_instance:NAME, as Python's schedulers read and write it. */
@ExtendWith(TestRedis.class)
class RegistrationTest {

    private static final String KEY = "rq:scheduler_instance:it";
    private static final SchedulerOptions OPTIONS =
            SchedulerOptions.defaults().withName("it").withPollCap(Duration.ofMillis(20));

    private final RedisClient client = TestRedis.client();

    @ParameterizedTest
    @CsvSource({"PT0.5S, 10", "PT1S, 11", "PT1.9S, 11", "PT1M, 70", "PT24H, 86410"})
    void livesForTheWholeSecondsOfTheIntervalAndTen(Duration pollCap, long seconds) throws InterruptedException {
        try (RunningScheduler it = RunningScheduler.start(TestRedis.config(), OPTIONS.withPollCap(pollCap))) {
            it.awaitEvent("leading");
            assertThat(client.ttl(KEY)).isBetween(seconds - 2, seconds);
            assertThat(Double.parseDouble(client.hget(KEY, "birth"))).isGreaterThan(1.7e9);
            assertThat(client.hgetAll(KEY)).containsEntry("host", "here").containsEntry("pid", "17");
            assertThat(client.hexists(KEY, "death")).isFalse();
        }
        assertThat(client.hexists(KEY, "death")).isTrue();
        assertThat(client.ttl(KEY)).isBetween(55L, 60L);
    }

    @Test
    void aLiveNameIsRefusedAndItsHolderLeftAlone() throws InterruptedException {
        client.hset(KEY, Map.of("birth", "1795457521.5"));
        try (RunningScheduler it = RunningScheduler.start(TestRedis.config(), OPTIONS)) {
            assertThat(it.awaitEnd())
                    .isInstanceOf(SchedulerNameTakenException.class)
                    .hasMessageContaining("a scheduler named \"it\" is already active");
        }
        assertThat(client.hgetAll(KEY)).isEqualTo(Map.of("birth", "1795457521.5"));
        assertThat(client.keys("*")).containsExactly(KEY);
    }

    @Test
    void aSecondOfOursIsRefusedWithHostAndProcess() throws InterruptedException {
        try (RunningScheduler first = RunningScheduler.start(TestRedis.config(), OPTIONS)) {
            first.awaitEvent("leading");
            try (RunningScheduler second = RunningScheduler.start(TestRedis.config(), OPTIONS)) {
                assertThat(second.awaitEnd())
                        .isInstanceOf(SchedulerNameTakenException.class)
                        .hasMessageContaining("host here, pid 17");
            }
            assertThat(client.hexists(KEY, "death")).isFalse();
        }
        try (RunningScheduler afterDeath = RunningScheduler.start(TestRedis.config(), OPTIONS)) {
            afterDeath.awaitEvent("leading");
        }
    }

    @Test
    void aCrashedOnesNameIsFreeWhenItsKeyExpired() throws InterruptedException {
        client.hset(KEY, Map.of("birth", "1795457521.5"));
        client.pexpire(KEY, 1);
        Awaitility.await().until(() -> !client.exists(KEY));
        try (RunningScheduler it = RunningScheduler.start(TestRedis.config(), OPTIONS)) {
            it.awaitEvent("leading");
        }
    }

    /** Python's EXPIRE cannot do that. A key that comes back says since when the scheduler lives, as before. */
    @Test
    void aHeartbeatPutsBackWhatExpired() throws InterruptedException {
        try (RunningScheduler it = RunningScheduler.start(TestRedis.config(), OPTIONS)) {
            it.awaitEvent("leading");
            Awaitility.await().until(() -> "1".equals(client.hget(KEY, "leader")));
            Map<String, String> before = client.hgetAll(KEY);
            client.del(KEY);
            // A change of the leader is told at once, without waiting for a third of the registration's life.
            client.set("rq:scheduler_lock", "another");
            it.awaitEvent("standby");
            Awaitility.await().until(() -> client.exists(KEY));

            assertThat(client.hgetAll(KEY)).containsAllEntriesOf(Map.of("leader", "0", "birth", before.get("birth")));
            assertThat(client.ttl(KEY)).isBetween(1L, 10L);
        }
    }

    /** So that anybody who reads Redis sees how much is moved, and how late. */
    @Test
    void aHeartbeatTellsOfTheWorkSinceTheOneBefore() throws InterruptedException {
        HandMade.job("late", 1e9);
        HandMade.job("later", 1.7e9);
        try (RunningScheduler it = RunningScheduler.start(TestRedis.config(), OPTIONS)) {
            it.awaitMoved(2);
            client.set("rq:scheduler_lock", "another");
            Awaitility.await().until(() -> "0".equals(client.hget(KEY, "leader")));
            assertThat(client.hget(KEY, "moved")).isEqualTo("2");
            assertThat(Double.parseDouble(client.hget(KEY, "late"))).isBetween(7e8, 3e9);

            client.del("rq:scheduler_lock");
            Awaitility.await().until(() -> "1".equals(client.hget(KEY, "leader")));
            assertThat(client.hgetAll(KEY)).containsEntry("moved", "2").containsEntry("late", "");
        }
    }

    @Test
    void endsWhenAnotherTookTheNameMeanwhile() throws InterruptedException {
        try (RunningScheduler it = RunningScheduler.start(TestRedis.config(), OPTIONS)) {
            it.awaitEvent("leading");
            Awaitility.await().until(() -> "1".equals(client.hget(KEY, "leader")));
            client.del(KEY);
            client.hset(KEY, Map.of("birth", "1795457521.5"));
            client.set("rq:scheduler_lock", "another");

            assertThat(it.awaitEnd())
                    .isInstanceOf(SchedulerNameTakenException.class)
                    .hasMessageContaining("another scheduler registered as \"it\"");
        }
        assertThat(client.hgetAll(KEY)).isEqualTo(Map.of("birth", "1795457521.5"));
        assertThat(client.get("rq:scheduler_lock")).isEqualTo("another");
    }

    /** Threads and connections of a run end with it. */
    @Test
    void leavesNoThreadAndNoConnection() throws InterruptedException {
        int connections = connections().size();
        try (RunningScheduler it = RunningScheduler.start(TestRedis.config(), OPTIONS)) {
            it.awaitEvent("leading");
            it.stop();
            assertThat(it.awaitEnd()).isNull();
        }
        // Those of the test before this one may still have been there at the start.
        Awaitility.await().until(() -> connections().size() <= connections);
        Awaitility.await()
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("rqscheduler-wake-up-it")));
    }

    private List<String> connections() {
        byte[] clients = (byte[]) client.executeCommand(new CommandArguments(Command.CLIENT).add("LIST"));
        return new String(clients, StandardCharsets.UTF_8).lines().toList();
    }
}
