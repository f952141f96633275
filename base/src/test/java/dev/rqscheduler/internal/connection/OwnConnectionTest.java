/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.embedded.RedisServer;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;

/** A connection outside the pool is logged in and has the database selected. */
class OwnConnectionTest {

    @Test
    void isLoggedInAndHasItsDatabase() {
        try (RedisServer server = RedisServer.builder().password("s3cret").start();
                RedisConnection redis =
                        new RedisConnection(RedisConfig.parse(server.uri().replaceFirst("/0$", "/3")), 1);
                Connection own = redis.open("test")) {
            assertThat(own.ping()).isTrue();
            own.sendCommand(Protocol.Command.CLIENT, "INFO");
            assertThat(own.getBulkReply()).contains(" db=3 ").contains(" resp=2");
        }
    }
}
