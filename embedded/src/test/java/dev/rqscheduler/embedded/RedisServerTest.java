/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerTest {
    @Test
    void answersAndLeavesNothingBehind() throws IOException {
        Path folder;
        long pid;
        try (var redis = RedisServer.start()) {
            folder = redis.folder();
            pid = redis.pid();
            assertThat(Resp.reply(redis.port(), "PING")).isEqualTo("+PONG");
            assertThat(redis.version()).matches("(Redis|Valkey) \\d+\\.\\d+\\.\\d+");
            assertThat(redis.uri()).isEqualTo("redis://127.0.0.1:" + redis.port() + "/0");
            assertThat(redis.isRunning()).isTrue();
            assertThat(folder).isDirectory();
            assertThat(ProcessHandle.of(pid)).get().matches(ProcessHandle::isAlive);
        }
        assertThat(folder).doesNotExist();
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void twoAtOnceKnowNothingOfEachOther() throws IOException {
        try (var one = RedisServer.start();
                var two = RedisServer.start()) {
            assertThat(one.port()).isNotEqualTo(two.port());
            assertThat(Resp.reply(one.port(), "SET where one")).isEqualTo("+OK");
            assertThat(Resp.reply(two.port(), "GET where")).isEqualTo("$-1");
        }
    }

    @Test
    void dataOfANamedFolderSurviveKillAndAreThereForTheNextServer(@TempDir Path folder) throws IOException {
        try (var redis = RedisServer.builder().folder(folder.resolve("new")).start()) {
            int port = redis.port();
            long pid = redis.pid();
            assertThat(Resp.reply(port, "SET kept yes")).isEqualTo("+OK");
            redis.kill();
            assertThat(redis.isRunning()).isFalse();
            assertThatThrownBy(() -> Resp.reply(port, "PING")).isInstanceOf(IOException.class);
            redis.restart();
            assertThat(redis.port()).isEqualTo(port);
            assertThat(redis.pid()).isNotEqualTo(pid);
            assertThat(Resp.reply(port, "GET kept")).isEqualTo("yes");
        }
        try (var redis = RedisServer.builder().folder(folder.resolve("new")).start()) {
            assertThat(Resp.reply(redis.port(), "GET kept")).isEqualTo("yes");
        }
    }

    @Test
    void aTemporaryFolderKeepsDataOverARestartIfAskedTo() throws IOException {
        try (var redis = RedisServer.builder().appendOnly(true).start()) {
            assertThat(Resp.reply(redis.port(), "SET kept yes")).isEqualTo("+OK");
            redis.restart();
            assertThat(Resp.reply(redis.port(), "GET kept")).isEqualTo("yes");
        }
        try (var redis = RedisServer.start()) {
            assertThat(Resp.reply(redis.port(), "SET kept yes")).isEqualTo("+OK");
            redis.restart();
            assertThat(Resp.reply(redis.port(), "GET kept")).isEqualTo("$-1");
        }
    }

    @Test
    void twoServersDoNotShareAFolder(@TempDir Path folder) {
        var builder = RedisServer.builder().folder(folder);
        try (var redis = builder.start()) {
            assertThat(redis.isRunning()).isTrue();
            assertThatThrownBy(builder::start)
                    .isInstanceOf(RedisServerException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void aStoppedServerCanBeStartedAgain() throws IOException {
        try (var redis = RedisServer.start()) {
            redis.stop();
            redis.stop();
            assertThat(redis.isRunning()).isFalse();
            redis.restart();
            assertThat(Resp.reply(redis.port(), "PING")).isEqualTo("+PONG");
        }
    }

    @Test
    void aClosedServerStaysClosed() {
        var redis = RedisServer.start();
        redis.close();
        redis.close();
        assertThatThrownBy(redis::restart).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSuspendedServerIsSilentUntilItIsResumedAndCanBeClosed() throws IOException {
        try (var redis = RedisServer.start()) {
            redis.suspend();
            assertThatThrownBy(() -> ReadinessProbe.ask("127.0.0.1", redis.port(), null))
                    .isInstanceOf(java.net.SocketTimeoutException.class);
            assertThat(redis.isRunning()).isTrue();
            redis.resume();
            assertThat(Resp.reply(redis.port(), "PING")).isEqualTo("+PONG");
            redis.suspend();
        }
    }

    @Test
    void aPasswordIsAskedForAndIsNotAmongTheArguments() throws IOException {
        var password = "s3cret \"quoted\\ #é";
        try (var redis = RedisServer.builder().password(password).start()) {
            assertThat(Resp.reply(redis.port(), "PING")).startsWith("-NOAUTH");
            assertThat(ReadinessProbe.ask("127.0.0.1", redis.port(), password).pid())
                    .isEqualTo(redis.pid());
            assertThat(redis.uri())
                    .isEqualTo("redis://:s3cret%20%22quoted%5C%20%23%C3%A9@127.0.0.1:" + redis.port() + "/0");
            assertThat(redis.toString()).doesNotContain("s3cret");
            ProcessHandle.current()
                    .children()
                    .forEach(child -> assertThat(child.info().commandLine().orElse("") + child.info())
                            .doesNotContain("s3cret"));
            assertThat(ProcessHandle.current().children().map(ProcessHandle::pid))
                    .contains(redis.pid());
        }
    }

    @Test
    void furtherConfigurationIsTaken(@TempDir Path folder) throws IOException {
        var socket = folder.resolve("redis socket");
        try (var redis = RedisServer.builder()
                .config("maxmemory", "100mb")
                .config("databases", "3")
                .unixSocket(socket)
                .start()) {
            assertThat(Resp.reply(redis.port(), "SELECT 3")).startsWith("-ERR");
            assertThat(Resp.reply(redis.port(), "SELECT 2")).isEqualTo("+OK");
            assertThat(Files.exists(socket)).isTrue();
        }
        assertThatThrownBy(() -> RedisServer.builder().config("save\nrequirepass"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aServerThatShutsUsOutIsStillFoundReady() throws IOException {
        try (var redis = RedisServer.builder().config("user", "default", "off").start()) {
            assertThat(Resp.reply(redis.port(), "PING")).startsWith("-NOAUTH");
            assertThat(redis.version()).matches("(Redis|Valkey) \\d+\\.\\d+\\.\\d+");
        }
    }

    @Test
    void aPortInUseIsSaidAndNothingIsLeft() throws IOException {
        try (var other = RedisServer.start()) {
            long before = ProcessHandle.current().children().count();
            assertThatThrownBy(() -> RedisServer.builder().port(other.port()).start())
                    .isInstanceOf(RedisServerException.class)
                    .hasMessageContaining("port " + other.port() + " is in use");
            assertThat(ProcessHandle.current().children().count()).isEqualTo(before);
            assertThat(Resp.reply(other.port(), "PING")).isEqualTo("+PONG");
        }
    }

    @Test
    void aFreePortThatSomebodyTakesFirstIsReplaced() throws IOException {
        try (var other = RedisServer.start();
                var deaf = new ServerSocket(0)) {
            var attempts = new AtomicInteger();
            var builder = RedisServer.builder();
            builder.freePort = attempt -> {
                attempts.set(attempt);
                return attempt == 1
                        ? other.port()
                        : attempt == 2 ? deaf.getLocalPort() : RedisServerBuilder.FreePort.choose(attempt);
            };
            try (var redis = builder.start()) {
                assertThat(attempts).hasValue(3);
                assertThat(redis.port()).isNotIn(other.port(), deaf.getLocalPort());
                assertThat(Resp.reply(redis.port(), "PING")).isEqualTo("+PONG");
            }
        }
    }

    @Test
    void theLogSaysWhyAStartFailed() {
        assertThatThrownBy(
                        () -> RedisServer.builder().config("maxmemory", "lots").start())
                .isInstanceOf(RedisServerException.class)
                .hasMessageContaining("exited immediately with status 1")
                .hasMessageContaining("maxmemory \"lots\"");
    }

    @Test
    void aProgramThatIsNoServerIsNamed(@TempDir Path folder) throws IOException {
        var script = executable(folder.resolve("redis-server"), "#!/bin/sh\necho I am a teapot\nexit 7\n");
        assertThatThrownBy(() -> RedisServer.builder().binary(script).start())
                .isInstanceOf(RedisServerException.class)
                .hasMessageContaining(script.toString())
                .hasMessageContaining("with status 7")
                .hasMessageContaining("I am a teapot");
        assertThatThrownBy(() ->
                        RedisServer.builder().binary(folder.resolve("nothing")).start())
                .isInstanceOf(RedisServerException.class)
                .hasMessageContaining("not an executable file");
    }

    @Test
    void theBundledServerRunsWhereNoneIsInstalled() throws IOException {
        Path unpacked;
        try (var redis = RedisServer.builder().searchPath("").start()) {
            assertThat(redis.binary()).contains("bundled Redis 7.0.15");
            assertThat(redis.version()).isEqualTo("Redis 7.0.15");
            assertThat(Resp.reply(redis.port(), "SET a b")).isEqualTo("+OK");
            unpacked = Path.of(redis.binary().replaceFirst(" \\(.*", ""));
            assertThat(unpacked).isExecutable();
            redis.restart();
            assertThat(Resp.reply(redis.port(), "PING")).isEqualTo("+PONG");
        }
        assertThat(unpacked).doesNotExist();
        assertThat(unpacked.getParent()).doesNotExist();
    }

    static Path executable(Path path, String script) throws IOException {
        Files.writeString(path, script);
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
}
