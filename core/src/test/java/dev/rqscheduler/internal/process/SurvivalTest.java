/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static dev.rqscheduler.testing.HandMade.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.testing.SilentRelay;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/**
 * What a running scheduler survives: whatever Redis answers, it says so once, goes on trying, says once that all is well
 * again, and has then moved every job once. The server is another than that of the other tests, as it is treated badly.
 */
class SurvivalTest {

    private static final SchedulerOptions OPTIONS = SchedulerOptions.defaults()
            .withName("ours")
            .withPollCap(Duration.ofMillis(20))
            .withLease(Duration.ofSeconds(1));

    private static RedisServer server;
    private static RedisClient client;

    @BeforeAll
    static void start() {
        server = RedisServer.builder()
                .appendOnly(true)
                .config("busy-reply-threshold", "10")
                .start();
        client = RedisClient.create(server.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @AfterEach
    void allIsWellAgain() {
        for (Consumer<RedisClient> mended : List.of(
                set("maxmemory", "0"),
                set("min-replicas-to-write", "0"),
                set("replica-serve-stale-data", "yes"),
                send("REPLICAOF", "NO", "ONE"),
                send("ACL", "SETUSER", "default", "+@all", "allkeys"))) {
            mended.accept(client);
        }
    }

    private record Trouble(String word, Consumer<RedisClient> begin, Consumer<RedisClient> end) {
        @Override
        public String toString() {
            return word;
        }
    }

    static Stream<Trouble> troubles() {
        return Stream.of(
                new Trouble("OOM", set("maxmemory", "1"), set("maxmemory", "0")),
                new Trouble("READONLY", send("REPLICAOF", "127.0.0.1", "1"), send("REPLICAOF", "NO", "ONE")),
                new Trouble(
                        "MASTERDOWN",
                        set("replica-serve-stale-data", "no").andThen(send("REPLICAOF", "127.0.0.1", "1")),
                        send("REPLICAOF", "NO", "ONE").andThen(set("replica-serve-stale-data", "yes"))),
                new Trouble("NOREPLICAS", set("min-replicas-to-write", "1"), set("min-replicas-to-write", "0")),
                new Trouble(
                        "NOPERM",
                        send("ACL", "SETUSER", "default", "-evalsha", "-eval"),
                        send("ACL", "SETUSER", "default", "+@all")),
                new Trouble(
                        "permission", // of a command inside a script
                        send("ACL", "SETUSER", "default", "-zadd"),
                        send("ACL", "SETUSER", "default", "+@all")),
                new Trouble(
                        "WRONGTYPE",
                        send("RENAME", "rq:scheduler:scheduled_jobs", "aside")
                                .andThen(send("SET", "rq:scheduler:scheduled_jobs", "what is this")),
                        send("RENAME", "aside", "rq:scheduler:scheduled_jobs")),
                new Trouble("BUSY", unused -> holdUp(), send("SCRIPT", "KILL")));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void isSaidOnceAndOverWithoutARestart(Trouble trouble) throws InterruptedException {
        client.flushAll();
        List<String> reasons = new ArrayList<>();
        try (RunningScheduler ours = RunningScheduler.start(RedisConfig.parse(server.uri()), OPTIONS)) {
            ours.awaitEvent("leading");
            job(client, "before", 1);
            ours.awaitMoved(1);

            client.scriptFlush();
            job(client, "meanwhile", now() + 0.3); // an idle scheduler would not notice every kind of trouble
            trouble.begin.accept(client);
            ours.awaitEvent("away");
            reasons.addAll(ours.reasons);
            trouble.end.accept(client);
            ours.awaitEvent("back");
            for (int i = 0; i < 10; i++) {
                job(client, "after-" + i, 1);
            }
            ours.awaitMoved(12);
            ours.stop();
            assertThat(ours.awaitEnd()).isNull();

            assertThat(ours.count("away")).as("said once").isEqualTo(1);
            assertThat(ours.count("back")).as("said once").isEqualTo(1);
        }
        assertThat(reasons).singleElement().asString().contains(trouble.word).doesNotContain("\n");
        assertThat(client.lrange("rq:queue:default", 0, -1))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("before", "meanwhile"),
                                IntStream.range(0, 10).mapToObj(i -> "after-" + i))
                        .toList());
    }

    /** The scripts are gone, as after a restart or a failover: they are sent again, and nobody need know. */
    @Test
    void aForgottenScriptIsSentAgainWithoutAWord() throws InterruptedException {
        client.flushAll();
        try (RunningScheduler ours = RunningScheduler.start(RedisConfig.parse(server.uri()), OPTIONS)) {
            ours.awaitEvent("leading");
            for (int i = 0; i < 20; i++) {
                client.scriptFlush();
                job(client, "job-" + i, 1);
                ours.awaitMoved(i + 1);
            }
            assertThat(ours.events).containsExactly("leading");
        }
        assertThat(client.llen("rq:queue:default")).isEqualTo(20);
    }

    /** The name may not be registered any more: that is no reason to leave jobs where they are. */
    @Test
    void aRegistrationThatIsRefusedKeepsNoJobBack() throws InterruptedException {
        client.flushAll();
        String lock = "%RW~rq:scheduler_lock";
        send(
                        "ACL",
                        "SETUSER",
                        "default",
                        "resetkeys",
                        "~rq:scheduler:scheduled_jobs",
                        "~rq:queue*",
                        "~rq:job:*",
                        lock,
                        "~rq:scheduling:*",
                        "~rq:deferred:*",
                        "~rq:scheduler_instance:*")
                .accept(client);
        try (RunningScheduler ours =
                RunningScheduler.start(RedisConfig.parse(server.uri()), OPTIONS.withPollCap(Duration.ofMillis(10)))) {
            ours.awaitEvent("leading");
            send(
                            "ACL",
                            "SETUSER",
                            "default",
                            "resetkeys",
                            "~rq:scheduler:scheduled_jobs",
                            "~rq:queue*",
                            "~rq:job:*",
                            lock,
                            "~rq:scheduling:*",
                            "~rq:deferred:*")
                    .accept(client);
            // A third of the registration's ten seconds later it is refused, and the lease has been renewed ten times.
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> refusals() > 0);
            job(client, "job", 1);
            ours.awaitMoved(1);
            assertThat(ours.events).containsExactly("leading");
        } finally {
            send("ACL", "SETUSER", "default", "allkeys").accept(client);
        }
    }

    /** A connection that has died without a word is noticed, also by who only listens; the relay keeps its other end alive. */
    @Test
    void aSilentWakeUpConnectionIsReplaced() throws InterruptedException {
        client.flushAll();
        try (SilentRelay relay = SilentRelay.to(server.port());
                RunningScheduler ours = RunningScheduler.start(
                        RedisConfig.parse("redis://127.0.0.1:" + relay.port()).toBuilder()
                                .timeout(Duration.ofMillis(500))
                                .build(),
                        OPTIONS.withPollCap(Duration.ofMinutes(30)))) {
            ours.awaitEvent("leading");
            Awaitility.await().until(() -> subscribers().size() == 1);
            relay.silence();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> subscribers().size() == 2);
            ours.awaitEvent("back");
        }
    }

    private static double now() {
        List<?> time = (List<?>) client.executeCommand(command("TIME"));
        return Double.parseDouble(text(time.get(0))) + Double.parseDouble(text(time.get(1))) / 1e6;
    }

    private static String text(Object reply) {
        return new String((byte[]) reply, StandardCharsets.UTF_8);
    }

    private static long refusals() {
        Object log = client.executeCommand(command("ACL", "LOG"));
        return ((List<?>) log).size();
    }

    private static List<String> subscribers() {
        Object reply = client.executeCommand(command("CLIENT", "LIST", "TYPE", "pubsub"));
        return text(reply)
                .lines()
                .map(line -> line.replaceFirst("^id=(\\d+) .*$", "$1"))
                .toList();
    }

    private static void holdUp() {
        new Thread(
                        () -> {
                            var endless = new CommandArguments(Command.EVAL)
                                    .add("while true do end")
                                    .add("0");
                            try (Connection connection = new Connection("127.0.0.1", server.port())) {
                                connection.setTimeoutInfinite();
                                connection.executeCommand(endless);
                            } catch (RuntimeException killed) {
                                return;
                            }
                        },
                        "endless script")
                .start();
    }

    private static Consumer<RedisClient> set(String name, String value) {
        return redis -> redis.configSet(name, value);
    }

    private static Consumer<RedisClient> send(String... words) {
        return redis -> redis.executeCommand(command(words));
    }

    private static CommandArguments command(String... words) {
        var command = new CommandArguments(Command.valueOf(words[0]));
        for (int i = 1; i < words.length; i++) {
            command.add(words[i]);
        }
        return command;
    }
}
