/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.testing.TestRedis;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/** With the script that schedules jobs: it answers with the clock it is given. */
@ExtendWith(TestRedis.class)
class ScriptLineTest {

    private static final LuaScript SCRIPT = LuaScript.of("clock.lua", "schedule.lua");
    private static final List<byte[]> KEYS = List.of(bytes("places"), bytes("q"), bytes("r"));

    private final RedisClient client = TestRedis.client();
    private final RedisConnection redis = new RedisConnection(TestRedis.config(), 1);

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void repliesComeInTheOrderOfTheCalls() {
        try (ScriptLine line = redis.line()) {
            send(line, 1);
            send(line, 2);
            assertThat(reply(line)).isEqualTo("1");
            send(line, 3);
            assertThat(reply(line)).isEqualTo("2");
            assertThat(reply(line)).isEqualTo("3");
        }
        assertThat(client.zcard("places")).isEqualTo(3);
    }

    @Test
    void aRefusalIsToldAndTheConnectionServesOn() {
        client.set("places", "text");
        String before = clientId();
        try (ScriptLine line = redis.line()) {
            send(line, 1);
            send(line, 2);
            assertThatThrownBy(() -> reply(line))
                    .isInstanceOf(RedisException.class)
                    .hasMessageContaining("WRONGTYPE");
        }
        assertThat(clientId()).isEqualTo(before);
    }

    @Test
    void whatIsUnderWayAtTheEndIsDone() {
        try (ScriptLine line = redis.line()) {
            send(line, 1);
            send(line, 2);
        }
        assertThat(client.zcard("places")).isEqualTo(2);
        assertThat(redis.time()).isNotNull();
    }

    @Test
    void aBrokenConnectionIsNotUsedAgain() {
        try (ScriptLine line = redis.line()) {
            send(line, 1);
            assertThat(reply(line)).isEqualTo("1");
            client.executeCommand(new CommandArguments(Command.CLIENT)
                    .add("KILL")
                    .add("TYPE")
                    .add("normal")
                    .add("SKIPME")
                    .add("yes"));
            assertThatThrownBy(() -> {
                        send(line, 2);
                        reply(line);
                    })
                    .isInstanceOf(RedisException.class);
        }
        assertThat(redis.time()).isNotNull();
    }

    private String clientId() {
        return Reply.of(redis.send("CLIENT", bytes("ID"))).number() + "";
    }

    private static String reply(ScriptLine line) {
        return Reply.of(line.next()).text();
    }

    /** One job at the time {@code clock}. */
    private static void send(ScriptLine line, int clock) {
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
        line.send(SCRIPT, KEYS, args);
    }
}
