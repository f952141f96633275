/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.testing.Admin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** Connections that broke while nobody used them, calls whose reply never came, and a pool that is used up. */
class IdleConnectionTest {

    private static final String CHANNEL = "rq:test:messages";

    @TempDir
    private static Path folder = Path.of("");

    @Test
    void oneThatTheServerClosedCostsNoCall() {
        try (RedisServer server = RedisServer.start();
                RedisClient other = RedisClient.create(server.uri());
                RedisConnection redis = new RedisConnection(RedisConfig.parse(server.uri()), 2)) {
            Admin.call(other, "CONFIG", "RESETSTAT");
            for (int round = 0; round < 50; round++) {
                redis.send("INCR", bytes("calls"));
                Admin.call(other, "CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
            }
            redis.send("INCR", bytes("calls"));
            assertThat(other.get("calls")).isEqualTo("51");
            assertThat(other.info("commandstats")).doesNotContain("cmdstat_ping");
        }
    }

    @Test
    void aRestartCostsNoCall() {
        try (RedisServer server = RedisServer.start();
                RedisConnection redis = new RedisConnection(RedisConfig.parse(server.uri()), 2)) {
            redis.time();
            server.restart();
            redis.time();
            server.kill();
            server.restart();
            redis.time();
        }
    }

    /** It may have run: that is for the caller to decide about, not for us to try again. */
    @Test
    void aCallWithoutReplyIsNotSentAgain() {
        try (RedisServer server = RedisServer.builder()
                        .unixSocket(folder.resolve("r.sock"))
                        .start();
                RedisClient other = RedisClient.create(server.uri())) {
            for (RedisConfig config :
                    List.of(RedisConfig.parse(server.uri()), RedisConfig.parse("unix://" + folder.resolve("r.sock")))) {
                other.flushAll();
                try (RedisConnection redis = new RedisConnection(
                        config.toBuilder().timeout(Duration.ofMillis(200)).build(), 2)) {
                    redis.time();
                    server.suspend();
                    assertThatThrownBy(() -> redis.send("INCR", bytes("calls")))
                            .isInstanceOfSatisfying(
                                    RedisException.class,
                                    failure -> assertThat(failure.kind()).isEqualTo(RedisException.Kind.UNREACHABLE))
                            .hasMessage("cannot reach Redis at " + config.address() + " (read timed out after 200 ms)");
                    server.resume();
                    redis.time();
                    assertThat(other.get("calls")).isEqualTo("1");
                }
            }
        }
    }

    @Test
    void aUnixSocketCarriesCallsAndMessages() throws InterruptedException {
        Path socket = folder.resolve("own.sock");
        try (RedisServer server = RedisServer.builder()
                        .unixSocket(socket)
                        .password("s3cret")
                        .start();
                RedisConnection redis = new RedisConnection(
                        RedisConfig.unixSocket(socket).toBuilder()
                                .password("s3cret")
                                .db(3)
                                .build(),
                        2)) {
            CountDownLatch heard = new CountDownLatch(1);
            Subscription wakeUps = new Subscription(redis, CHANNEL, "wake-up", () -> {
                if (heard.getCount() > 0) {
                    heard.countDown();
                }
            });
            Thread listener = new Thread(wakeUps::listen);
            listener.start();
            heard.await();
            redis.send("SET", bytes("key"), bytes("value"));
            assertThat(Reply.of(redis.send("GET", bytes("key"))).text()).isEqualTo("value");
            wakeUps.close();
            listener.join();
            assertThat(server.isRunning()).isTrue();
        }
    }

    @Test
    void aFailureOfTheSocketNamesIt() {
        Path nothing = folder.resolve("nothing.sock");
        try (RedisConnection redis = new RedisConnection(RedisConfig.unixSocket(nothing), 1)) {
            assertThatThrownBy(redis::time)
                    .isInstanceOf(RedisException.class)
                    .hasMessage("cannot reach Redis at " + nothing + " (No such file or directory)");
        }
    }

    @Test
    void oneThatIsInUseIsWaitedForAndNotForEver() {
        try (RedisServer server = RedisServer.start();
                RedisConnection redis = new RedisConnection(
                        RedisConfig.parse(server.uri()).toBuilder()
                                .timeout(Duration.ofMillis(300))
                                .build(),
                        1)) {
            server.suspend();
            CompletableFuture<Throwable> first = CompletableFuture.supplyAsync(() -> failure(redis));
            CompletableFuture<Throwable> second = CompletableFuture.supplyAsync(() -> failure(redis));
            assertThat(List.of(first.join(), second.join())).hasOnlyElementsOfType(RedisException.class);
            server.resume();
            redis.time();
        }
    }

    @Test
    void manyThreadsShareFew() {
        try (RedisServer server = RedisServer.start();
                RedisClient other = RedisClient.create(server.uri());
                RedisConnection redis = new RedisConnection(RedisConfig.parse(server.uri()), 3)) {
            IntStream.range(0, 2_000).parallel().forEach(i -> redis.send("INCR", bytes("calls")));
            assertThat(other.get("calls")).isEqualTo("2000");
            String clients = String.valueOf(other.info("clients"));
            assertThat(clients).containsPattern("connected_clients:[1-4]\\r");
        }
    }

    @Test
    void closingItClosesItsConnections() {
        try (RedisServer server = RedisServer.start();
                RedisClient other = RedisClient.create(server.uri())) {
            RedisConnection redis = new RedisConnection(RedisConfig.parse(server.uri()), 2);
            redis.time();
            redis.close();
            Awaitility.await().until(() -> String.valueOf(other.info("clients")).contains("connected_clients:1\r"));
            assertThatThrownBy(redis::time).isInstanceOf(RedisException.class).hasMessageContaining("closed");
        }
    }

    /** As it is behind a name that has moved on: the old master answers, and refuses writes. */
    @Test
    void aServerThatBecameAReplicaIsLeft() {
        try (RedisServer server = RedisServer.start();
                RedisClient other = RedisClient.create(server.uri());
                RedisConnection redis = new RedisConnection(RedisConfig.parse(server.uri()), 2)) {
            redis.send("SET", bytes("key"), bytes("1"));
            Admin.call(other, "REPLICAOF", "127.0.0.1", "1");
            String before = ids(other);
            assertThatThrownBy(() -> redis.send("SET", bytes("key"), bytes("2")))
                    .isInstanceOfSatisfying(
                            RedisException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(RedisException.Kind.READONLY));
            Admin.call(other, "REPLICAOF", "NO", "ONE");
            redis.send("SET", bytes("key"), bytes("2"));
            assertThat(ids(other)).isNotEqualTo(before);
        }
    }

    private static String ids(RedisClient client) {
        byte[] list = (byte[]) Admin.call(client, "CLIENT", "LIST", "TYPE", "normal");
        return new String(list, StandardCharsets.UTF_8).replaceAll("(?m)^id=(\\d+).*$", "$1");
    }

    private static Throwable failure(RedisConnection redis) {
        try {
            redis.time();
            return new AssertionError("it answered");
        } catch (RedisException e) {
            return e;
        }
    }
}
