/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.testing.Admin;
import dev.rqscheduler.testing.SentinelServer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** Sentinels that disagree: what the one says that was cut off is not believed against the server's own word. */
class StaleSentinelIT {

    @TempDir
    private Path folder = Path.of("");

    /** With a quorum of two it never does anything about what it watches. */
    private SentinelServer naming(RedisServer server) {
        return SentinelServer.start(folder, server, 2, "");
    }

    private static RedisConfig by(SentinelServer... sentinels) {
        return RedisConfig.sentinel(
                SentinelServer.MASTER,
                Arrays.stream(sentinels).map(SentinelServer::place).toList());
    }

    @Test
    void aReplicaThatIsNamedAsTheMasterIsPassedOver() {
        try (RedisServer master = RedisServer.start();
                RedisServer replica = RedisServer.start();
                RedisClient client = RedisClient.create(replica.uri());
                SentinelServer stale = naming(replica);
                SentinelServer right = naming(master)) {
            Admin.call(client, "REPLICAOF", "127.0.0.1", Integer.toString(master.port()));

            try (RedisConnection redis = new RedisConnection(by(stale, right), 2)) {
                redis.send("SET", RedisConnection.bytes("key"), RedisConnection.bytes("1"));
            }
            try (RedisConnection redis = new RedisConnection(by(stale), 2)) {
                assertThatThrownBy(redis::time)
                        .isInstanceOfSatisfying(
                                RedisException.class,
                                failure -> assertThat(failure.kind()).isEqualTo(RedisException.Kind.READONLY))
                        .hasMessageStartingWith("Redis at 127.0.0.1:" + replica.port()
                                + " is a replica, but Sentinel at " + stale.place() + " names it as the master");
            }
        }
    }

    /** Idle connections that lead to the old master are not used when a new one is known. */
    @Test
    void connectionsToTheFormerMasterAreNotUsedAgain() {
        try (RedisServer former = RedisServer.start();
                RedisServer next = RedisServer.start();
                SentinelServer sentinel = naming(former);
                RedisConnection redis = new RedisConnection(by(sentinel), 4)) {
            redis.time();
            sentinel.watch(next);
            redis.open("test").close();
            redis.send("SET", RedisConnection.bytes("key"), RedisConnection.bytes("1"));
            try (RedisClient client = RedisClient.create(next.uri());
                    RedisClient old = RedisClient.create(former.uri())) {
                assertThat(client.get("key")).isEqualTo("1");
                assertThat(old.get("key")).isNull();
            }
        }
    }
}
