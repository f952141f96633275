/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisEndpoint;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.testing.HandMade;
import dev.rqscheduler.testing.SentinelServer;
import dev.rqscheduler.testing.Sentinels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** A scheduler on a Redis that Sentinels watch, while the master changes under it; nothing of it is ever restarted. */
class SentinelIT {

    private static final SchedulerOptions OPTIONS = SchedulerOptions.defaults().withPollCap(Duration.ofMillis(50));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder = Path.of("");

    private static RedisConfig config(List<RedisEndpoint.Tcp> sentinels) {
        return RedisConfig.sentinel(SentinelServer.MASTER, sentinels).toBuilder()
                .timeout(Duration.ofSeconds(2))
                .build();
    }

    @Tag("long")
    @Test
    void jobsMoveOnTheNewMasterWhenTheOldOneDies() throws InterruptedException {
        try (Sentinels sentinels = Sentinels.start(folder, 3);
                RunningScheduler ours = RunningScheduler.start(config(sentinels.places()), OPTIONS)) {
            ours.awaitEvent("leading");
            RedisServer old = sentinels.master();
            add(old, "before");
            ours.awaitMoved(1);
            awaitReplicated(sentinels);

            long start = System.nanoTime();
            old.kill();
            Awaitility.await().atMost(PATIENCE).until(() -> sentinels.master() != old && sentinels.hasMaster());
            long elected = millisSince(start);
            add(sentinels.master(), "after-kill");
            ours.awaitMoved(2);
            System.out.println(
                    "master killed: new one after " + elected + " ms, a job moved after " + millisSince(start) + " ms");
            assertThat(queue(sentinels.master())).containsExactly("before", "after-kill");

            old.restart();
            Awaitility.await().atMost(PATIENCE).until(() -> sentinels.replica() == old && follows(old));
            add(sentinels.master(), "after-return");
            ours.awaitMoved(3);
            assertThat(ours.count("back")).isGreaterThanOrEqualTo(1);
            ours.stop();
            assertThat(ours.awaitEnd()).isNull();
        }
    }

    @Tag("long")
    @Test
    void aControlledFailoverIsFollowed() throws InterruptedException {
        try (Sentinels sentinels = Sentinels.start(folder, 1);
                RunningScheduler ours = RunningScheduler.start(config(sentinels.places()), OPTIONS)) {
            ours.awaitEvent("leading");
            for (int round = 1; round <= 2; round++) {
                RedisServer old = sentinels.master();
                awaitReplicated(sentinels);
                long start = System.nanoTime();
                sentinels.failOver();
                Awaitility.await().atMost(PATIENCE).until(() -> sentinels.replica() == old && follows(old));
                long changed = millisSince(start);
                add(sentinels.master(), "job-" + round);
                ours.awaitMoved(round);
                System.out.println("controlled failover " + round + ": roles changed after " + changed
                        + " ms, a job moved after " + millisSince(start) + " ms");
                assertThat(queue(sentinels.master())).hasSize(round).contains("job-" + round);
            }
        }
    }

    @Test
    void aSentinelThatIsDownIsPassedOver() {
        try (Sentinels sentinels = Sentinels.start(folder, 3)) {
            sentinels.killSentinel(0);
            try (RedisConnection redis = new RedisConnection(config(sentinels.places()), 1)) {
                redis.time();
            }
        }
    }

    @Test
    void whatIsWrongWithSentinelsIsSaidInOneLine() {
        try (Sentinels sentinels = Sentinels.start(folder, 2, "s3cret")) {
            RedisConfig config = config(sentinels.places());
            RedisEndpoint.Tcp place = sentinels.places().get(0);
            try (RedisConnection redis = new RedisConnection(
                    config.toBuilder().sentinelLogin(null, "s3cret").build(), 1)) {
                redis.time();
            }
            assertThat(failure(config))
                    .startsWith("Sentinel at " + place + " answered: NOAUTH Authentication required.");
            assertThat(failure(config.toBuilder().sentinelLogin(null, "wrong").build()))
                    .startsWith("Sentinel at " + place + " answered: WRONGPASS")
                    .doesNotContain("wrong");
            assertThat(failure(RedisConfig.sentinel("other", sentinels.places()).toBuilder()
                            .sentinelLogin(null, "s3cret")
                            .build()))
                    .isEqualTo("Sentinel at " + place + " monitors no master named \"other\"");
            assertThat(failure(config(List.of(new RedisEndpoint.Tcp(
                            "127.0.0.1", sentinels.master().port())))))
                    .contains("not a Sentinel");
            sentinels.killSentinel(0);
            sentinels.killSentinel(1);
            assertThat(failure(config))
                    .startsWith("the master mymaster cannot be found: cannot reach Sentinel at " + place
                            + " (Connection refused); cannot reach Sentinel at ")
                    .doesNotContain("\n");
        }
    }

    private static String failure(RedisConfig config) {
        try (RedisConnection redis = new RedisConnection(config, 1)) {
            RedisException failure = catchThrowableOfType(RedisException.class, redis::time);
            assertThat(failure).isNotNull();
            System.out.println(failure.kind() + ": " + failure.getMessage());
            return String.valueOf(failure.getMessage());
        }
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static void add(RedisServer server, String id) {
        try (RedisClient client = RedisClient.create(server.uri())) {
            HandMade.job(client, id, 1);
        }
    }

    private static List<String> queue(RedisServer server) {
        try (RedisClient client = RedisClient.create(server.uri())) {
            return client.lrange("rq:queue:default", 0, -1);
        }
    }

    private static boolean follows(RedisServer server) {
        try (RedisClient client = RedisClient.create(server.uri())) {
            String info = String.valueOf(client.info("replication"));
            return info.contains("role:slave") && info.contains("master_link_status:up");
        } catch (JedisException e) {
            return false;
        }
    }

    private static void awaitReplicated(Sentinels sentinels) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> queue(sentinels.replica()).equals(queue(sentinels.master())));
    }
}
