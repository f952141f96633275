/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.cli.daemon.DaemonCommand;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.output.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Precedence as in Python: a flag over its variable, a URL from either over all the rest. */
class ConnectionOptionsTest {

    @TempDir
    private static Path folder = Path.of("");

    private final List<String> warnings = new ArrayList<>();

    @Test
    void withoutAnythingItIsTheLocalRedis() {
        assertThat(redis(Map.of())).isEqualTo(RedisConfig.DEFAULT);
        assertThat(redis(Map.of("RQ_REDIS_HOST", "", "RQ_REDIS_URL", "", "RQ_REDIS_PORT", "")))
                .isEqualTo(RedisConfig.DEFAULT);
    }

    @Test
    void variablesAreRead() {
        RedisConfig redis = redis(Map.of(
                "RQ_REDIS_HOST", "h", "RQ_REDIS_PORT", "7000", "RQ_REDIS_DB", "3", "RQ_REDIS_PASSWORD", "secret"));
        assertThat(redis.toString()).isEqualTo("redis://h:7000/3");
        assertThat(redis.login().password()).isEqualTo("secret");
        assertThat(warnings).isEmpty();
    }

    @Test
    void aFlagWinsOverItsVariable() {
        Map<String, String> env = Map.of(
                "RQ_REDIS_HOST", "h", "RQ_REDIS_PORT", "no number", "RQ_REDIS_DB", "3", "RQ_REDIS_PASSWORD", "a");
        RedisConfig redis = redis(env, "-H", "other", "-p", "7001", "-d", "4", "-P", "b");
        assertThat(redis.toString()).isEqualTo("redis://other:7001/4");
        assertThat(redis.login().password()).isEqualTo("b");
        assertThat(warnings).singleElement().asString().contains("process list").doesNotContain("\"b\"");
    }

    @Test
    void aUrlWinsOverAllAndSaysSo() {
        RedisConfig redis = redis(Map.of("RQ_REDIS_URL", "redis://u:pw@x:1/2"), "--host", "h", "-p", "7000");
        assertThat(redis.toString()).isEqualTo("redis://u@x:1/2");
        assertThat(redis.login().password()).isEqualTo("pw");
        assertThat(warnings).containsExactly("RQ_REDIS_URL overrides --host, --port");
    }

    @Test
    void theFlagOfTheUrlWinsOverItsVariable() {
        assertThat(redis(Map.of("RQ_REDIS_URL", "redis://x"), "--url", "rediss://y:5/1")
                        .toString())
                .isEqualTo("rediss://y:5/1");
    }

    @Test
    void aPasswordFileGivesItsFirstLine() throws IOException {
        Path file = Files.writeString(folder.resolve("pw"), "s3 cret\r\nsecond\n");
        assertThat(redis(Map.of(), "--password-file", file.toString()).login().password())
                .isEqualTo("s3 cret");
        assertThat(redis(Map.of("RQ_REDIS_URL", "redis://x"), "--password-file", file.toString())
                        .login()
                        .password())
                .isEqualTo("s3 cret");
    }

    @Test
    void aPasswordFileThatGivesNoneIsRefused() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\nsecret\n");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
        Path endless = Files.writeString(folder.resolve("endless"), "x".repeat(5_000));
        refused("is empty", "--password-file", empty.toString());
        refused("does not exist", "--password-file", folder.resolve("nothing").toString());
        refused("is a directory", "--password-file", folder.toString());
        refused("is not UTF-8", "--password-file", binary.toString());
        refused("more than 1024", "--password-file", endless.toString());
    }

    @Test
    void whatIsNoAddressIsRefusedWithoutThePassword() {
        refused("scheme", "-u", "http://:geheim@x");
        refused("Redis URL", "-u", "redis://:geheim@x:port/");
        refused("Redis URL", "-u", "redis://:geheim x@host/");
        refused("port must be 1 to 65535", "-p", "70000");
        assertThatThrownBy(() -> redis(Map.of("RQ_REDIS_PORT", "abc")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("RQ_REDIS_PORT");
    }

    private void refused(String reason, String... args) {
        assertThatThrownBy(() -> redis(Map.of(), args))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("geheim")
                .hasNoSuppressedExceptions();
    }

    private RedisConfig redis(Map<String, String> env, String... args) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Console console = new Console(env, nowhere, nowhere, InstantSource.system());
        CommandContext context = new CommandContext(console);
        CommandLine command = new CommandLine(new DaemonCommand(context));
        Values.registerOn(command);
        command.parseArgs(args);
        return context.connection().redis(console, warnings::add);
    }
}
