/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.resp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.embedded.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

class AofReaderTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void script_afterKillMinusNine_isOneStep() throws IOException {
        try (RedisServer server = RedisServer.builder()
                .folder(folder)
                .config("appendfsync", "no")
                .config("aof-use-rdb-preamble", "no")
                .start()) {
            try (RedisClient client = RedisClient.create(server.uri())) {
                client.set("a", "1");
                client.eval("redis.call('SET', 'b', '2') redis.call('GET', 'a') redis.call('RPUSH', 'c', 'x', 'y')");
            }
            server.kill();
            server.restart();
            try (RedisClient client = RedisClient.create(server.uri())) {
                client.eval("return redis.call('ZADD', 'z', '1.5', 'm')");
            }
        }
        assertThat(texts(folder)).containsExactly("SET a 1", "SET b 2 | RPUSH c x y", "ZADD z 1.5 m");
    }

    /** Redis 8 and Valkey select the database within the first group, not before it. */
    @Test
    void script_asFirstWrite_isOneStep() throws IOException {
        try (RedisServer server = RedisServer.builder().folder(folder).start();
                RedisClient client = RedisClient.create(server.uri())) {
            client.eval("redis.call('SET', 'b', '2') redis.call('RPUSH', 'c', 'x', 'y')");
            client.set("d", "3");
        }
        assertThat(texts(folder)).containsExactly("SET b 2 | RPUSH c x y", "SET d 3");
    }

    @Test
    void select_ofOtherDatabase_isRejected() throws IOException {
        new HandMadeAof().step("SELECT 0", "SET b 2", "SELECT 0", "SET c 3").in(folder);
        assertThat(texts(folder)).containsExactly("SET b 2 | SET c 3");
        new HandMadeAof().step("SELECT 1", "SET b 2").in(folder);
        assertThatThrownBy(() -> texts(folder)).hasMessageContaining("a write to database 1");
    }

    /** A server that starts in an empty folder writes a snapshot without keys, in its own format. */
    @Test
    void snapshot_withoutKeys_isSkipped() throws IOException {
        try (RedisServer server = RedisServer.builder().folder(folder).start();
                RedisClient client = RedisClient.create(server.uri())) {
            client.set("a", "1");
        }
        assertThat(texts(folder)).containsExactly("SET a 1");
        try (RedisServer server = RedisServer.builder().folder(folder).start();
                RedisClient client = RedisClient.create(server.uri())) {
            client.executeCommand(new CommandArguments(Protocol.Command.BGREWRITEAOF));
            await().until(() -> client.info("persistence").contains("aof_rewrite_in_progress:0")
                    && client.info("persistence").contains("aof_last_bgrewrite_status:ok")
                    && Files.exists(folder.resolve("appendonlydir/appendonly.aof.2.base.rdb")));
        }
        assertThatThrownBy(() -> texts(folder)).hasMessageContaining("result of a rewrite");
    }

    @Test
    void singleFile_ofRedis6_isRead() throws IOException {
        new HandMadeAof().write("SET", "a", "1").step("SET b 2", "SET c 3").in(folder);
        assertThat(texts(folder)).containsExactly("SET a 1", "SET b 2 | SET c 3");
    }

    @Test
    void incompleteStep_atEnd_isDropped() throws IOException {
        byte[] whole = new HandMadeAof().step("SET b 2", "SET c 3").bytes();
        int start = new HandMadeAof().bytes().length;
        for (int length = start + 1; length < whole.length; length++) {
            Files.write(folder.resolve("appendonly.aof"), Arrays.copyOf(whole, length));
            try (AofReader reader = AofReader.of(folder)) {
                assertThat(reader.next()).as("cut at %d", length).isNull();
                assertThat(reader.truncated()).isTrue();
            }
        }
    }

    @Test
    void manifest_givesOrderOfParts() throws IOException {
        Path parts = Files.createDirectory(folder.resolve("appendonlydir"));
        Files.write(parts.resolve("appendonly.aof.1.base.aof"), new byte[0]);
        Files.write(
                parts.resolve("one"), new HandMadeAof().write("SET", "a", "1").bytes());
        Files.write(
                parts.resolve("two"), new HandMadeAof().write("SET", "b", "2").bytes());
        Files.writeString(parts.resolve("appendonly.aof.manifest"), """
                file appendonly.aof.1.base.aof seq 1 type b
                file one seq 1 type i
                file two seq 2 type i
                """);
        assertThat(texts(folder)).containsExactly("SET a 1", "SET b 2");

        Files.write(parts.resolve("appendonly.aof.1.base.aof"), new byte[] {1});
        assertThatThrownBy(() -> texts(folder)).hasMessageContaining("result of a rewrite");
    }

    @Test
    void missingFile_isReported() {
        assertThatThrownBy(() -> texts(folder)).hasMessageContaining("no append-only file");
    }

    private static List<String> texts(Path folder) throws IOException {
        List<String> texts = new ArrayList<>();
        try (AofReader reader = AofReader.of(folder)) {
            for (AofStep step = reader.next(); step != null; step = reader.next()) {
                texts.add(String.join(
                        " | ",
                        step.commands().stream().map(RespCommand::toString).toList()));
            }
            assertThat(reader.truncated()).isFalse();
        }
        return texts;
    }
}
