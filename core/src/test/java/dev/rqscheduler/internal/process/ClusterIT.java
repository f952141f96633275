/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.testing.Admin;
import dev.rqscheduler.testing.ServerFeatures;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;

/** A Redis Cluster is refused by the very first call, whatever state it is in, and nothing is written to it. */
class ClusterIT {

    private static RedisServer cluster(boolean withSlots) {
        RedisServer server =
                RedisServer.builder().config("cluster-enabled", "yes").start();
        if (withSlots) {
            try (RedisClient client = RedisClient.create(server.uri())) {
                Admin.call(client, "CLUSTER", "ADDSLOTSRANGE", "0", "16383");
                Awaitility.await()
                        .until(() -> new String((byte[]) Admin.call(client, "CLUSTER", "INFO"), StandardCharsets.UTF_8)
                                .contains("cluster_state:ok"));
            }
        }
        return server;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theProcessDoesNotStart(boolean withSlots) {
        try (RedisServer server = cluster(withSlots);
                RedisConnection redis = new RedisConnection(RedisConfig.parse(server.uri()), 2)) {
            var process = new SchedulerLoop(
                    SchedulerOptions.defaults(), redis, new SchedulerListener() {}, Map.of("host", "here"));
            refused(server, catchThrowableOfType(RedisException.class, process::run));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theClientSchedulesNothing(boolean withSlots) {
        try (RedisServer server = cluster(withSlots);
                SchedulerClient scheduler = SchedulerClient.connect(server.uri())) {
            refused(
                    server,
                    catchThrowableOfType(
                            RedisException.class,
                            () -> scheduler.enqueueAt(Instant.parse("2090-01-01T00:00:00Z"), JobSpec.of("f"))));
            refused(
                    server,
                    catchThrowableOfType(
                            RedisException.class, () -> scheduler.quarantine().list(0, 10)));
        }
    }

    /** Whoever finds nothing there must not be told that there is nothing. */
    @Test
    void nothingIsFoundThere() {
        try (RedisServer server = cluster(true)) {
            List<Consumer<SchedulerClient>> questions = List.of(
                    SchedulerClient::count,
                    scheduler -> scheduler.job("a"),
                    scheduler -> scheduler.cancel("a"),
                    scheduler -> scheduler.quarantine().count(),
                    scheduler -> scheduler.schedules("somebody").get("a"));
            for (Consumer<SchedulerClient> question : questions) {
                try (SchedulerClient scheduler = SchedulerClient.connect(server.uri())) {
                    refused(server, catchThrowableOfType(RedisException.class, () -> question.accept(scheduler)));
                }
            }
        }
    }

    @Test
    void waitingForRedisDoesNotWaitForAClusterToBecomeOne() {
        try (RedisServer server = cluster(false);
                RedisConnection redis = new RedisConnection(RedisConfig.parse(server.uri()), 2)) {
            var process = new SchedulerLoop(
                    SchedulerOptions.defaults().withWaitForRedis(true),
                    redis,
                    new SchedulerListener() {},
                    Map.of("host", "here"));
            refused(server, catchThrowableOfType(RedisException.class, process::run));
        }
    }

    /** Valkey 9 may have more than one database in a cluster: then it is the keys that say what it is. */
    @Test
    void aClusterWithNumberedDatabasesIsRefused() {
        try (RedisServer plain = RedisServer.start();
                RedisClient client = RedisClient.create(plain.uri())) {
            assumeThat(ServerFeatures.of(client).hasClusterDatabases())
                    .as("databases in a cluster, in Valkey from 9.0 on")
                    .isTrue();
        }
        try (RedisServer server = RedisServer.builder()
                        .config("cluster-enabled", "yes")
                        .config("cluster-databases", "16")
                        .start();
                SchedulerClient scheduler = SchedulerClient.connect(server.uri().replaceFirst("/0$", "/3"))) {
            refused(server, catchThrowableOfType(RedisException.class, scheduler::count));
        }
    }

    /** A cluster has database 0 only, and says so before anything else. */
    @Test
    void anotherDatabaseOfAClusterIsRefusedForTheSameReason() {
        try (RedisServer server = cluster(false);
                SchedulerClient scheduler = SchedulerClient.connect(server.uri().replaceFirst("/0$", "/1"))) {
            refused(server, catchThrowableOfType(RedisException.class, scheduler::count));
        }
    }

    private static void refused(RedisServer server, RedisException failure) {
        assertThat(failure).isNotNull();
        System.out.println(failure.getMessage());
        assertThat(failure.kind()).isEqualTo(RedisException.Kind.CLUSTER);
        assertThat(failure.getMessage())
                .startsWith("Redis at 127.0.0.1:" + server.port() + " is a Redis Cluster (it answered: ")
                .doesNotContain("\n");
        try (RedisClient client = RedisClient.create(server.uri())) {
            assertThat(client.dbSize()).isZero();
        } catch (JedisDataException e) {
            assertThat(e).hasMessageContaining("CLUSTERDOWN");
        }
    }
}
