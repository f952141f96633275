/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A folder belongs to the kind of server that wrote it; all others are refused before they touch it. */
class StoredDataTest {

    private static final String OF_REDIS_8 = "REDIS0012|redis-ver|8.0.6";
    private static final String OF_VALKEY_9 = "VALKEY080|valkey-ver|9.1.2";

    @TempDir
    private Path folder = Path.of("");

    /** As Redis 7.0.15, 7.2.4, 8.0.6 and Valkey 8.1.1, 9.1.2 did with files of one another. */
    @ParameterizedTest
    @CsvSource({
        "REDIS0010|redis-ver|7.0.15, yes, yes, yes, yes, yes",
        "REDIS0011|redis-ver|7.2.4, no, yes, yes, yes, yes",
        "REDIS0012|redis-ver|8.0.6, no, no, yes, no, no",
        "REDIS0011|valkey-ver|8.1.1, no, yes, yes, yes, yes",
        "VALKEY080|valkey-ver|9.1.2, no, no, no, no, yes",
    })
    void eachReadsWhatCameBefore(
            String head, String redis70, String redis72, String redis8, String valkey8, String valkey9)
            throws IOException {
        snapshot(head);
        var data = StoredData.in(folder);
        assertThat(readable(data, "Redis 7.0.15")).isEqualTo(redis70);
        assertThat(readable(data, "Redis 7.2.4")).isEqualTo(redis72);
        assertThat(readable(data, "Redis 8.0.6")).isEqualTo(redis8);
        assertThat(readable(data, "Valkey 8.1.1")).isEqualTo(valkey8);
        assertThat(readable(data, "Valkey 9.1.2")).isEqualTo(valkey9);
        assertThat(data.author())
                .isEqualTo(
                        head.replaceFirst(".*\\|redis-ver\\|", "Redis ").replaceFirst(".*\\|valkey-ver\\|", "Valkey "));
    }

    /** What comes after those that are known here reads what it wrote, and what those before it wrote. */
    @Test
    void aServerOfTomorrowReadsItsOwn() throws IOException {
        snapshot("REDIS0019|redis-ver|9.2.0");
        assertThat(readable(StoredData.in(folder), "Redis 9.2.1")).isEqualTo("yes");
        assertThat(readable(StoredData.in(folder), "Redis 8.0.6")).isEqualTo("no");
        snapshot("VALKEY081|valkey-ver|10.0.0");
        assertThat(readable(StoredData.in(folder), "Valkey 10.1.0")).isEqualTo("yes");
        assertThat(readable(StoredData.in(folder), "Valkey 9.1.2")).isEqualTo("no");
    }

    @Test
    void aFolderWithoutDataSuitsAll() {
        assertThat(StoredData.in(folder).isEmpty()).isTrue();
        assertThat(StoredData.in(folder.resolve("nothing")).isEmpty()).isTrue();
    }

    @Test
    void theServerIsNotedAndTheNoteIsRenewed() throws IOException {
        String version;
        try (var redis = RedisServer.builder().folder(folder).start()) {
            version = redis.version();
        }
        var note = folder.resolve("redis-server.version");
        assertThat(note).hasContent(version);
        assertThat(StoredData.in(folder).writer()).hasToString(version);
        Files.writeString(note, "Redis 5.0.1\n");
        try (var redis = RedisServer.builder().folder(folder).start()) {
            assertThat(note).hasContent(redis.version());
        }
    }

    @Test
    void serverRunsThoughItsNoteCannotBeWritten() throws IOException {
        Files.createDirectory(folder.resolve("redis-server.version"));
        try (RedisServer redis = RedisServer.builder().folder(folder).start()) {
            assertThat(redis.version()).containsAnyOf("Redis ", "Valkey ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Redis 8.0.6, " + OF_REDIS_8 + ", redis-server",
        "Valkey 9.1.2, " + OF_VALKEY_9 + ", valkey-server",
        "Valkey 8.1.1, REDIS0011|valkey-ver|8.1.1, valkey-server",
        "Redis 7.0.15, REDIS0010|redis-ver|7.0.15, redis-server",
        ", " + OF_VALKEY_9 + ", valkey-server",
        ", REDIS0011|valkey-ver|8.1.1, valkey-server",
        "Valkey 9.1.2, REDIS0010|redis-ver|7.0.15, valkey-server",
        ", , redis-server",
    })
    void ofTwoThatAreInstalledTheOneThatWroteItIsTaken(String note, String head, String expected) throws IOException {
        var path =
                installed("redis-server", "Redis server v=8.0.6 sha=0", "valkey-server", "Valkey server v=9.1.2 sha=0");
        if (note != null) {
            StoredData.note(folder, note);
        }
        if (head != null) {
            snapshot(head);
        }
        assertThat(RedisBinary.find(null, path, folder).path().getFileName()).hasToString(expected);
    }

    @Test
    void anotherKindIsTakenWhereItReadsTheFolder() throws IOException {
        snapshot("REDIS0010|redis-ver|7.0.15");
        var path = installed("valkey-server", "Valkey server v=9.1.2 sha=0");
        assertThat(RedisBinary.find(null, path, folder).path().getFileName()).hasToString("valkey-server");
    }

    @Test
    void whatIsThereAndWhatWroteItAreNamedInOneLine() throws IOException {
        snapshot(OF_REDIS_8);
        var path = installed("valkey-server", "Valkey server v=9.1.2 sha=0");
        assertThatThrownBy(() -> RedisBinary.find(null, path, folder))
                .isInstanceOf(RedisServerException.class)
                .hasMessageContaining("the data in " + folder + " was written by Redis 8.0.6, and Valkey 9.1.2 (")
                .hasMessageContaining("and the bundled Redis 7.0.15 cannot read it; reinstall that server")
                .message()
                .doesNotContain("\n", "check-aof");
        assertThatThrownBy(() -> RedisBinary.find(
                        path.find("valkey-server").orElseThrow().toString(), path, folder))
                .hasMessageContaining("Valkey 9.1.2 (")
                .message()
                .doesNotContain("bundled");
        StoredData.note(folder, "Redis 8.2.1");
        assertThatThrownBy(() -> RedisBinary.find(null, path, folder))
                .hasMessageContaining("was written by Redis 8.2.1, and");
    }

    /** With the server that is here, whatever it is: its own folder with the snapshot of another put into it. */
    @Test
    void aServerRefusesTheFolderOfAnotherAndLeavesItAlone() throws IOException {
        boolean valkey;
        try (var redis = RedisServer.builder().folder(folder).start()) {
            valkey = redis.version().startsWith("Valkey");
            assertThat(Resp.reply(redis.port(), "SET kept yes")).isEqualTo("+OK");
        }
        Files.delete(folder.resolve("redis-server.version"));
        var base = folder.resolve("appendonlydir/appendonly.aof.1.base.rdb");
        var own = Files.readAllBytes(base);
        Files.write(base, head(valkey ? OF_REDIS_8 : OF_VALKEY_9));
        assertThatThrownBy(() -> RedisServer.builder().folder(folder).start())
                .isInstanceOf(RedisServerException.class)
                .hasMessageContaining("was written by " + (valkey ? "Redis 8.0.6" : "Valkey 9.1.2"))
                .message()
                .doesNotContain("\n", "check-aof");
        Files.write(base, own);
        try (var redis = RedisServer.builder().folder(folder).start()) {
            assertThat(Resp.reply(redis.port(), "GET kept")).isEqualTo("yes");
        }
    }

    /** The servers themselves advise to cut off what they cannot read. */
    @Test
    void damagedDataAreToldInOurWords() throws IOException {
        try (var redis = RedisServer.builder().folder(folder).start()) {
            assertThat(Resp.reply(redis.port(), "SET kept yes")).isEqualTo("+OK");
        }
        var commands = folder.resolve("appendonlydir/appendonly.aof.1.incr.aof");
        Files.writeString(commands, "*1\r\n$nonsense\r\n" + Files.readString(commands));
        assertThatThrownBy(() -> RedisServer.builder().folder(folder).start())
                .isInstanceOf(RedisServerException.class)
                .hasMessageContaining("cannot read the data in " + folder)
                .hasMessageContaining("Restore that directory")
                .message()
                .doesNotContain("\n", "check-aof");
    }

    private static String readable(StoredData data, String server) {
        return data.isReadableBy(ServerVersion.parse(server).orElseThrow()) ? "yes" : "no";
    }

    private void snapshot(String head) throws IOException {
        var parts = Files.createDirectories(folder.resolve("appendonlydir"));
        Files.writeString(parts.resolve("appendonly.aof.manifest"), """
                file base seq 1 type b
                file appendonly.aof.1.incr.aof seq 1 type i
                """);
        Files.write(parts.resolve("base"), head(head));
    }

    /** Magic, then the name and the value of the first field, each behind its length. */
    private static byte[] head(String text) {
        var words = text.split("\\|");
        var head = words[0] + "\u00fa" + (char) words[1].length() + words[1] + (char) words[2].length() + words[2]
                + "\u00ff";
        return head.getBytes(StandardCharsets.ISO_8859_1);
    }

    private RedisBinary.SearchPath installed(String... namesAndAnswers) throws IOException {
        var programs = Files.createDirectories(folder.resolve("programs"));
        for (int i = 0; i < namesAndAnswers.length; i += 2) {
            RedisServerTest.executable(
                    programs.resolve(namesAndAnswers[i]), "#!/bin/sh\necho '" + namesAndAnswers[i + 1] + "'\n");
        }
        return new RedisBinary.SearchPath(programs.toString());
    }
}
