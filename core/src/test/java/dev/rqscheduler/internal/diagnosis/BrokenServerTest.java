/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import static dev.rqscheduler.api.Finding.Level.FAIL;
import static dev.rqscheduler.api.Finding.Level.PASS;
import static dev.rqscheduler.api.Finding.Level.SKIP;
import static dev.rqscheduler.api.Finding.Level.WARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.api.Depth;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.embedded.RedisServerBuilder;
import dev.rqscheduler.testing.ServerFeatures;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** The doctor against servers that are set up wrong on purpose, each in its own way. */
class BrokenServerTest {

    private static RedisServerBuilder server() {
        return RedisServer.builder().appendOnly(true);
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var examination = Examination.of("redis://127.0.0.1:" + port);
        assertThat(examination.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).doesNotContain("Exception"));
        examination.says("redis", FAIL, "cannot reach Redis at 127.0.0.1:" + port, "start it");
    }

    @Test
    void wrongPassword() {
        try (var server = server().password("right").start()) {
            Examination.of("redis://:wrong@127.0.0.1:" + server.port())
                    .says("redis", FAIL, "answered: ", "--password-file");
        }
    }

    @Test
    void heldUpByAScript() throws Exception {
        try (var server = server().config("lua-time-limit", "10").start();
                var client = RedisClient.create(server.uri());
                var looping = RedisClient.create(server.uri())) {
            var thread = Executors.newSingleThreadExecutor();
            try {
                var script = thread.submit(() -> looping.eval("while true do end"));
                await().until(() -> {
                    try {
                        client.executeCommand(new redis.clients.jedis.CommandArguments(Command.PING));
                        return false;
                    } catch (JedisException busy) {
                        return String.valueOf(busy.getMessage()).startsWith("BUSY");
                    }
                });
                Examination.of(server.uri()).says("redis", FAIL, "BUSY", "SCRIPT KILL");
                client.executeCommand(new redis.clients.jedis.CommandArguments(Command.SCRIPT).add("KILL"));
                assertThat(script).failsWithin(java.time.Duration.ofSeconds(30));
            } finally {
                thread.shutdown();
            }
        }
    }

    @Test
    void evictionOfAnyKey() {
        try (var server = server().config("maxmemory", "100mb")
                .config("maxmemory-policy", "allkeys-lru")
                .start()) {
            Examination.of(server.uri())
                    .says(
                            "eviction",
                            FAIL,
                            "allkeys-lru: a full " + kind(server) + " may delete scheduled jobs",
                            "the same in " + kind(server).toLowerCase(java.util.Locale.ROOT) + ".conf");
        }
    }

    @Test
    void evictionOfWhatExpires() {
        try (var server = server().config("maxmemory", "100mb")
                .config("maxmemory-policy", "volatile-ttl")
                .start()) {
            Examination.of(server.uri()).says("eviction", WARN, "registrations and locks", "noeviction");
        }
    }

    @Test
    void fullMemory() {
        try (var server = server().start();
                var client = RedisClient.create(server.uri())) {
            set(client, "maxmemory", "100kb");
            Examination.of(server.uri())
                    .says("memory", FAIL, kind(server) + " refuses all writes", "raise maxmemory")
                    .says("permissions", PASS, "all ");
        }
    }

    @Test
    void neitherLogNorSnapshots() {
        try (var server = RedisServer.start()) {
            Examination.of(server.uri()).says("persistence", WARN, "loses every scheduled job", "appendonly yes");
        }
    }

    @Test
    void aLogThatIsNeverSynced() {
        try (var server = server().config("appendfsync", "no").start()) {
            Examination.of(server.uri()).says("persistence", WARN, "appendfsync no", "everysec");
        }
    }

    @Test
    void snapshotsThatFail() throws IOException {
        try (var server = RedisServer.builder()
                        .config("save", "3600", "1")
                        .config("dbfilename", "taken")
                        .start();
                var client = RedisClient.create(server.uri())) {
            // Where the snapshot is to be renamed to is a folder with something in it.
            Files.createFile(
                    Files.createDirectory(server.folder().resolve("taken")).resolve("x"));
            client.executeCommand(new redis.clients.jedis.CommandArguments(Command.BGSAVE));
            await().until(() -> client.info("persistence").contains("rdb_last_bgsave_status:err"));
            Examination.of(server.uri())
                    .says(
                            "persistence",
                            FAIL,
                            kind(server) + " refuses all writes (stop-writes-on-bgsave-error)",
                            "BGSAVE");
        }
    }

    @Test
    void aReplica() {
        try (var primary = server().start();
                var server = server().config("replicaof", "127.0.0.1", Integer.toString(primary.port()))
                        .start()) {
            await().until(() -> {
                try (var client = RedisClient.create(server.uri())) {
                    return client.info("replication").contains("master_link_status:up");
                }
            });
            Examination.of(server.uri())
                    .says("role", FAIL, "replica of 127.0.0.1:" + primary.port(), "connect to the primary");
            Examination.of(primary.uri()).says("role", PASS, "1 replica");
        }
    }

    @Test
    void tooFewReplicas() {
        try (var server = server().config("min-replicas-to-write", "2").start()) {
            Examination.of(server.uri()).says("role", FAIL, "only with 2 replicas", "min-replicas-to-write");
        }
    }

    @Test
    void aCluster() throws IOException {
        int busPort;
        try (var socket = new ServerSocket(0)) {
            busPort = socket.getLocalPort();
        }
        try (var server = server().config("cluster-enabled", "yes")
                .config("cluster-port", Integer.toString(busPort))
                .start()) {
            Examination.of(server.uri()).says("role", FAIL, "Redis Cluster", "without cluster mode");
        }
    }

    /** The database decides nothing about what else is wrong. */
    @Test
    void anotherDatabaseOfACluster() throws IOException {
        int busPort;
        try (var socket = new ServerSocket(0)) {
            busPort = socket.getLocalPort();
        }
        try (var server = server().config("cluster-enabled", "yes")
                .config("cluster-port", Integer.toString(busPort))
                .start()) {
            Examination.of(server.uri().replaceFirst("/0$", "/3"))
                    .says("redis", FAIL, "is a Redis Cluster", "without cluster mode")
                    .says("version", PASS, kind(server))
                    .says("role", FAIL, "Redis Cluster", "without cluster mode");
        }
    }

    @Test
    void aDatabaseThatIsNotThere() {
        try (var server = server().config("databases", "2").start()) {
            Examination.of(server.uri().replaceFirst("/0$", "/2"))
                    .says("redis", FAIL, "DB index is out of range", "--db")
                    .says("version", PASS, kind(server))
                    .says("persistence", PASS, "append-only file");
        }
    }

    /** Valkey 9.1 has users who may use some databases only. */
    @Test
    void aDatabaseThatTheUserMayNotUse() {
        try (var server = server().start();
                var client = RedisClient.create(server.uri())) {
            assumeThat(ServerFeatures.of(client).hasDatabaseRights())
                    .as("database rights, in Valkey from 9.1 on")
                    .isTrue();
            acl(client, "u on >p ~* &* +@all resetdbs db=1");
            var examination = Examination.of(url(server))
                    .says("permissions", FAIL, "the user has no access to database 0", "ACL SETUSER <user> db=0");
            assertThat(examination.findings())
                    .filteredOn(finding -> finding.name().equals("permissions"))
                    .hasSize(1);
            Examination.of(url(server) + "/1").says("permissions", PASS, "all ");
            Examination.of(url(server) + "/3")
                    .says("redis", FAIL, "this user has no access to this database", "--db")
                    .says("persistence", PASS, "append-only file");
        }
    }

    /** Lua is a module of Valkey 9.1, which can be unloaded. */
    @Test
    void aServerWithoutLua() {
        try (var server = server().config("enable-module-command", "yes").start();
                var client = RedisClient.create(server.uri())) {
            assumeThat(ServerFeatures.of(client).hasLuaAsModule())
                    .as("Lua as a module, in Valkey from 9.1 on")
                    .isTrue();
            client.executeCommand(new redis.clients.jedis.CommandArguments(Command.MODULE)
                    .add("UNLOAD")
                    .add("lua"));
            var examination = Examination.of(server.uri())
                    .says("redis", FAIL, "it runs without Lua", "Lua module")
                    .says("lock", SKIP, "without Lua");
            assertThat(examination.findings())
                    .filteredOn(finding -> finding.level() == FAIL)
                    .hasSize(1);
        }
    }

    @Test
    void aFieldThatExpiresByItself() {
        try (var server = server().start();
                var client = RedisClient.create(server.uri())) {
            client.hset("rq:job:a", java.util.Map.of("data", "x", "origin", "default", "status", "scheduled"));
            client.zadd("rq:scheduler:scheduled_jobs", 4_000_000_000L, "a");
            boolean known = ServerFeatures.of(client).hasFieldExpiry();
            if (known) {
                client.hexpire("rq:job:a", 100, "data");
            }
            var examination = Examination.of(server.uri());
            if (known) {
                examination.says(
                        "expiring hashes", WARN, "1 job with a hash field that expires", "HPERSIST rq:job:<id>");
                examination.says("expiring hashes", WARN, "\"a\" (data in 1m");
            } else {
                examination.says("expiring hashes", PASS, "no hash expires");
            }
        }
    }

    @Test
    void anUnknownCommand() {
        try (var server = server().config("rename-command", "PERSIST", "").start()) {
            Examination.of(server.uri())
                    .says("permissions", FAIL, "this server does not support PERSIST", "rename-command");
        }
    }

    @Test
    void aUserWithTooFewPermissions() {
        try (var server = server().start();
                var client = RedisClient.create(server.uri())) {
            acl(
                    client,
                    "u on >p ~rq:job:* ~rq:queue* ~rq:scheduler* ~rq:deferred:* +@all -persist -lpush resetchannels");
            Examination.of(url(server))
                    .says("permissions", FAIL, "the user may not run LPUSH, PERSIST", "+lpush +persist")
                    .says("permissions", FAIL, "rq:scheduling:missing, rq:scheduling:quarantine", "~rq:*")
                    .says("permissions", WARN, "channel rq:scheduling:wake-up", "&rq:scheduling:*");
        }
    }

    @Test
    void whatMayNotBeAskedIsNoFailure() {
        try (var server = RedisServer.start();
                var client = RedisClient.create(server.uri())) {
            acl(client, "u on >p ~rq:* &rq:* +@all -multi -config -info");
            Examination.of(url(server))
                    .says("permissions", SKIP, "cannot be checked: ")
                    .says("version", SKIP, "cannot be checked: ")
                    .says("persistence", SKIP, "cannot be checked: ")
                    .says("lock", PASS, "free");
            acl(client, "u +info");
            Examination.of(url(server)).says("persistence", SKIP, "may not run CONFIG");
        }
    }

    @Test
    void nothingIsChangedByAnExamination() {
        try (var server = server().start();
                var client = RedisClient.create(server.uri())) {
            client.set("rq:job:rqscheduler-doctor", "here already");
            Examination.of(server.uri()).says("permissions", PASS, "all ");
            assertThat(client.keys("*")).containsExactly("rq:job:rqscheduler-doctor");
            assertThat(client.get("rq:job:rqscheduler-doctor")).isEqualTo("here already");
        }
    }

    @Test
    void aClockThatIsOff() {
        try (var server = server().start()) {
            Examination.of(server.uri(), () -> Instant.now().plusSeconds(3600), Depth.USUAL)
                    .says("clock", WARN, "behind this host's", "NTP");
            Examination.of(server.uri(), () -> Instant.now().minusSeconds(3600), Depth.USUAL)
                    .says("clock", WARN, "ahead of this host's", "NTP");
            Examination.of(server.uri(), InstantSource.system(), Depth.USUAL).says("clock", PASS, "agree");
        }
    }

    private static String kind(RedisServer server) {
        return server.version().replaceFirst(" .*", "");
    }

    private static String url(RedisServer server) {
        return "redis://u:p@127.0.0.1:" + server.port();
    }

    private static void acl(RedisClient client, String rules) {
        var arguments = new redis.clients.jedis.CommandArguments(Command.ACL).add("SETUSER");
        for (String word : rules.split(" ")) {
            arguments.add(word);
        }
        client.executeCommand(arguments);
    }

    private static void set(RedisClient client, String name, String value) {
        client.executeCommand(new redis.clients.jedis.CommandArguments(Command.CONFIG)
                .add("SET")
                .add(name)
                .add(value));
    }
}
