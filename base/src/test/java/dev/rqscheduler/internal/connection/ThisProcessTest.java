/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.embedded.RedisServerBuilder;
import dev.rqscheduler.testing.Admin;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/** Whoever looks at CLIENT LIST sees who is connected; nothing depends on it. */
class ThisProcessTest {

    @ParameterizedTest
    @CsvSource({"'', 0", "'', 3", "s3cret, 0", "s3cret, 3"})
    void isThereFromTheFirstCommandOn(String password, int db) {
        RedisServerBuilder server = RedisServer.builder();
        try (RedisServer started = (password.isEmpty() ? server : server.password(password)).start();
                RedisConnection redis = new RedisConnection(
                        ThisProcess.ofInstance(
                                RedisConfig.parse(started.uri()).toBuilder()
                                        .db(db)
                                        .build(),
                                "host a\n1"),
                        1)) {
            assertThat(client(redis)).contains(" name=rqscheduler:host_a_1 ").contains(" db=" + db + " ");
            assertThat(client(redis)).contains(" name=rqscheduler:host_a_1 ");
            try (var own = redis.open("wake-up")) {
                own.sendCommand(Command.CLIENT, "INFO");
                assertThat(own.getBulkReply()).contains(" name=rqscheduler:host_a_1/wake-up ");
            }
        }
    }

    @Test
    void isThatOfTheProductByDefaultAndMayBeLeftOut() {
        try (RedisServer server = RedisServer.start();
                RedisConnection plain = new RedisConnection(RedisConfig.parse(server.uri()), 1);
                RedisConnection nameless = new RedisConnection(
                        RedisConfig.parse(server.uri()).toBuilder()
                                .clientName("")
                                .build(),
                        1)) {
            assertThat(client(plain)).contains(" name=rqscheduler ");
            assertThat(client(nameless)).contains(" name= ");
            try (var own = nameless.open("wake-up")) {
                own.sendCommand(Command.CLIENT, "INFO");
                assertThat(own.getBulkReply()).contains(" name= ");
            }
        }
    }

    @Test
    void isNotWorthAFailure() {
        try (RedisServer server = RedisServer.start();
                RedisClient admin = RedisClient.create(server.uri())) {
            Admin.call(admin, "ACL", "SETUSER", "u", "on", ">p", "~*", "+@all", "-client|setname");
            RedisConfig user = RedisConfig.parse(server.uri()).toBuilder()
                    .user("u")
                    .password("p")
                    .build();
            try (RedisConnection redis =
                    new RedisConnection(user.toBuilder().db(2).build(), 1)) {
                assertThat(client(redis)).contains(" name= ").contains(" db=2 ");
            }
            Admin.call(admin, "ACL", "SETUSER", "default", "-client|setname");
            try (RedisConnection redis = new RedisConnection(RedisConfig.parse(server.uri()), 1)) {
                assertThat(client(redis)).contains(" name= ");
            }
        }
    }

    @Test
    void aServerThatDoesNotKnowTheCommandIsFine() {
        try (RedisServer server = RedisServer.builder()
                        .config("rename-command", "CLIENT", "")
                        .start();
                RedisConnection redis = new RedisConnection(RedisConfig.parse(server.uri()), 1)) {
            assertThat(redis.time()).isNotNull();
            assertThat(Reply.of(redis.send("ECHO", RedisConnection.bytes("x"))).text())
                    .isEqualTo("x");
        }
    }

    /** The first answer is the refusal of the name, which says the same; it is the second that must be told. */
    @Test
    void aMissingPasswordIsToldAllTheSame() {
        try (RedisServer server = RedisServer.builder().password("s3cret").start();
                RedisConnection redis = new RedisConnection(RedisConfig.tcp("127.0.0.1", server.port()), 1)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(redis::time)
                        .isInstanceOfSatisfying(
                                RedisException.class,
                                failure -> assertThat(failure.kind()).isEqualTo(RedisException.Kind.AUTH));
            }
        }
    }

    private static String client(RedisConnection redis) {
        return new String(
                Reply.of(redis.send("CLIENT", "INFO".getBytes(StandardCharsets.US_ASCII)))
                        .bytes(),
                StandardCharsets.UTF_8);
    }
}
