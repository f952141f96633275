/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.testing.TestRedis;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/** With the script that schedules jobs: it answers with the clock it is given. */
@ExtendWith(TestRedis.class)
class ScriptPipelineTest {

    private static final int CALLS = 3 * ScriptPipeline.CALLS_A_TURN + 5;

    private static final LuaScript SCRIPT = LuaScript.of("schedule_jobs.lua");
    private static final List<byte[]> KEYS = List.of(bytes("places"), bytes("q"), bytes("r"));

    private final RedisClient client = TestRedis.client();
    private final RedisConnection redis = new RedisConnection(TestRedis.config(), 1);
    private final AtomicInteger answered = new AtomicInteger();

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void repliesComeInOrderAndNoMoreCallsAreMadeThanAreUnderWay() {
        List<Integer> ahead = new ArrayList<>();
        List<String> replies = new ArrayList<>();

        runAll(calls(i -> ahead.add(i - answered.get())), reply -> {
            answered.incrementAndGet();
            replies.add(reply.text());
        });

        assertThat(replies)
                .isEqualTo(IntStream.range(0, CALLS)
                        .mapToObj(i -> "" + (1_000 + i))
                        .toList());
        assertThat(ahead)
                .hasSize(CALLS)
                .contains(ScriptPipeline.UNDER_WAY - 1)
                .allMatch(i -> i < ScriptPipeline.UNDER_WAY);
        assertThat(client.zcard("places")).isEqualTo(CALLS);
    }

    /** Between the turns, so that one long list does not shut out other threads. */
    @Test
    void theOnlyConnectionIsFreeBetweenTurns() {
        AtomicInteger turns = new AtomicInteger();
        Iterator<List<byte[]>> calls = calls(i -> {});
        Iterator<List<byte[]>> watched = new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (answered.get() == turns.get() * ScriptPipeline.CALLS_A_TURN && calls.hasNext()) {
                    redis.time(); // fails if the connection is in use
                    turns.incrementAndGet();
                }
                return calls.hasNext();
            }

            @Override
            public List<byte[]> next() {
                return calls.next();
            }
        };

        runAll(watched, reply -> answered.incrementAndGet());

        assertThat(answered).hasValue(CALLS);
        assertThat(turns).hasValue(4);
    }

    @Test
    void scriptsForgottenInTheMiddleAreNotMissed() {
        runAll(
                calls(i -> {
                    if (i % 10 == 5) {
                        client.executeCommand(new CommandArguments(Command.SCRIPT).add("FLUSH"));
                    }
                }),
                reply -> answered.incrementAndGet());

        assertThat(answered).hasValue(CALLS);
        assertThat(client.zcard("places")).isEqualTo(CALLS);
    }

    @Test
    void aRefusalIsToldAndTheConnectionStaysGood() {
        client.set("rq:job:j20", "text");
        String connections = connectionsReceived();

        assertThatThrownBy(() -> runAll(calls(i -> {}), reply -> answered.incrementAndGet()))
                .isInstanceOfSatisfying(
                        RedisException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(RedisException.Kind.WRONGTYPE))
                .hasMessageContaining("(rq:job:j20)");
        assertThat(answered).hasValue(20);
        // Those behind it which were under way, and no more.
        assertThat(client.zcard("places")).isEqualTo(20 + ScriptPipeline.UNDER_WAY - 1);
        assertThat(Reply.of(redis.send("ECHO", bytes("still in step"))).text()).isEqualTo("still in step");
        assertThat(connectionsReceived()).isEqualTo(connections);
    }

    /** What was sent and not answered would be taken for the answer to somebody else's command. */
    @Test
    void aCallThatCannotBeMadeCostsTheConnectionAndNothingElse() {
        assertThatThrownBy(() -> runAll(
                        calls(i -> {
                            if (i == 30) {
                                throw new IllegalStateException("no more of them");
                            }
                        }),
                        reply -> answered.incrementAndGet()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no more of them");
        assertThat(Reply.of(redis.send("ECHO", bytes("still in step"))).text()).isEqualTo("still in step");
    }

    private void runAll(Iterator<List<byte[]>> calls, Consumer<Reply> replies) {
        redis.runAll(SCRIPT, KEYS, calls, replies);
    }

    @Test
    void pipeline_repliesComeInTheOrderOfTheCalls() {
        try (ScriptPipeline pipeline = redis.pipeline()) {
            send(pipeline, 1);
            send(pipeline, 2);
            assertThat(reply(pipeline)).isEqualTo("1");
            send(pipeline, 3);
            assertThat(reply(pipeline)).isEqualTo("2");
            assertThat(reply(pipeline)).isEqualTo("3");
        }
        assertThat(client.zcard("places")).isEqualTo(3);
    }

    /** Whether Redis forgot it before the first call, or knows it for some of those under way: each call runs once. */
    @Test
    void pipeline_scriptUnknownToRedis_eachCallRunsOnceAndRepliesStayInOrder() {
        flushScripts();
        try (ScriptPipeline pipeline = redis.pipeline()) {
            send(pipeline, 1);
            send(pipeline, 2);
            send(pipeline, 3);
            assertThat(reply(pipeline)).isEqualTo("1");
            send(pipeline, 4);
            assertThat(reply(pipeline)).isEqualTo("2");
            flushScripts();
            send(pipeline, 5);
            send(pipeline, 6);
            assertThat(List.of(reply(pipeline), reply(pipeline), reply(pipeline), reply(pipeline)))
                    .containsExactly("3", "4", "5", "6");
        }
        assertThat(client.zcard("places")).isEqualTo(6);
        assertThat(Reply.of(redis.send("ECHO", bytes("still in step"))).text()).isEqualTo("still in step");
    }

    @Test
    void pipeline_refusal_isThrownAndTheConnectionServesOn() {
        client.set("places", "text");
        String before = clientId();
        try (ScriptPipeline pipeline = redis.pipeline()) {
            send(pipeline, 1);
            send(pipeline, 2);
            assertThatThrownBy(() -> reply(pipeline))
                    .isInstanceOf(RedisException.class)
                    .hasMessageContaining("WRONGTYPE");
        }
        assertThat(clientId()).isEqualTo(before);
    }

    @Test
    void pipeline_closedWithCallsUnderWay_theyAreDone() {
        try (ScriptPipeline pipeline = redis.pipeline()) {
            send(pipeline, 1);
            send(pipeline, 2);
        }
        assertThat(client.zcard("places")).isEqualTo(2);
        assertThat(redis.time()).isNotNull();
    }

    @Test
    void pipeline_brokenConnection_isNotUsedAgain() {
        try (ScriptPipeline pipeline = redis.pipeline()) {
            send(pipeline, 1);
            assertThat(reply(pipeline)).isEqualTo("1");
            client.executeCommand(new CommandArguments(Command.CLIENT)
                    .add("KILL")
                    .add("TYPE")
                    .add("normal")
                    .add("SKIPME")
                    .add("yes"));
            assertThatThrownBy(() -> {
                        send(pipeline, 2);
                        reply(pipeline);
                    })
                    .isInstanceOf(RedisException.class);
        }
        assertThat(redis.time()).isNotNull();
    }

    private void flushScripts() {
        client.executeCommand(new CommandArguments(Command.SCRIPT).add("FLUSH"));
    }

    private String clientId() {
        return Reply.of(redis.send("CLIENT", bytes("ID"))).number() + "";
    }

    private static String reply(ScriptPipeline pipeline) {
        return Reply.of(pipeline.next()).text();
    }

    /** One job at the time {@code clock}. */
    private static void send(ScriptPipeline pipeline, int clock) {
        List<byte[]> args = List.of(
                bytes("" + clock),
                bytes("channel"),
                bytes("1"),
                bytes("0"),
                bytes("1"),
                bytes("data"),
                bytes("1"),
                bytes("job-" + clock),
                bytes("+1000000"),
                bytes("x"));
        pipeline.send(SCRIPT, KEYS, args);
    }

    private String connectionsReceived() {
        redis.time();
        return client.info("stats")
                .lines()
                .filter(line -> line.startsWith("total_connections_received:"))
                .findFirst()
                .orElseThrow();
    }

    /** Job j0 due at 0 by a clock that stands at 1000 microseconds, j1 by one at 1001, and so on. */
    private static Iterator<List<byte[]>> calls(IntConsumer before) {
        return IntStream.range(0, CALLS)
                .mapToObj(i -> {
                    before.accept(i);
                    return List.of(
                            bytes(Integer.toString(1_000 + i)),
                            bytes("wake-up"),
                            bytes("1"),
                            bytes("2"),
                            bytes("0"),
                            bytes("status"),
                            bytes("scheduled"),
                            bytes("1"),
                            bytes("j" + i),
                            bytes("0"));
                })
                .iterator();
    }
}
