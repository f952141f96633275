/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisBinaryTest {
    @TempDir
    Path folder;

    @Test
    void redisComesBeforeValkeyWhereverTheyStand() throws IOException {
        var valkeys = Files.createDirectory(folder.resolve("a"));
        var redises = Files.createDirectory(folder.resolve("b"));
        var valkey = RedisServerTest.executable(valkeys.resolve("valkey-server"), "#!/bin/sh\n");
        var redis = RedisServerTest.executable(redises.resolve("redis-server"), "#!/bin/sh\n");
        Files.writeString(valkeys.resolve("redis-server"), "not executable");

        var both = new RedisBinary.SearchPath(valkeys + File.pathSeparator + File.pathSeparator + redises);
        assertThat(RedisBinary.find(null, both).path()).isEqualTo(redis);
        var one = RedisBinary.find(null, new RedisBinary.SearchPath(valkeys.toString()));
        assertThat(one.path()).isEqualTo(valkey);
        assertThat(one).hasToString(valkey + " (PATH)");
    }

    @Test
    void theSettingComesFirstAndIsNotReplacedWhenItIsWrong() throws IOException {
        var own = RedisServerTest.executable(folder.resolve("mine"), "#!/bin/sh\n");
        var path = RedisBinary.SearchPath.ofEnvironment();
        assertThat(RedisBinary.find(own.toString(), path).path()).isEqualTo(own);
        assertThatThrownBy(() -> RedisBinary.find(folder.toString(), path))
                .isInstanceOf(RedisServerException.class)
                .hasMessageContaining("RQSCHEDULER_REDIS_SERVER");
    }

    @Test
    void aSettingInTheSystemPropertiesIsRead() throws IOException {
        var own = RedisServerTest.executable(folder.resolve("mine"), "#!/bin/sh\n");
        System.setProperty(RedisBinary.SETTING, own.toString());
        try {
            assertThat(RedisServer.builder().binary).isEqualTo(own.toString());
        } finally {
            System.clearProperty(RedisBinary.SETTING);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, redis-server-7.0.15-linux-amd64",
        "Linux, aarch64, redis-server-7.0.15-linux-arm64",
        "Linux, i386, redis-server-7.0.15-linux-386",
        "Mac OS X, aarch64, redis-server-7.0.15-darwin-arm64",
        "Mac OS X, x86_64, redis-server-7.0.15-darwin-amd64",
    })
    void everyBundledPlatformIsReallyInTheJar(String os, String arch, String resource) throws IOException {
        assertThat(BundledBinary.resource(os, arch)).isEqualTo(resource);
        try (var in = BundledBinary.class.getResourceAsStream("/" + resource)) {
            assertThat(in).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"Windows 11, amd64", "Linux, riscv64", "Mac OS X, i386", "FreeBSD, amd64"})
    void whereNoneIsBundledTheMessageSaysWhatToInstall(String os, String arch) {
        assertThatThrownBy(() -> BundledBinary.unpack(os, arch))
                .isInstanceOf(RedisServerException.class)
                .hasMessageContaining(os + " " + arch)
                .hasMessageContaining("apt install redis-server")
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({"setsid", "perl"})
    void aChildKeepsItsPidInAProcessGroupOfItsOwn(String tool) throws Exception {
        var found = RedisBinary.SearchPath.ofEnvironment().find(tool);
        assumeTrue(found.isPresent(), "no " + tool + " on PATH");
        RedisServerTest.executable(folder.resolve(tool), "#!/bin/sh\nexec " + found.orElseThrow() + " \"$@\"\n");
        var command = ServerProcess.inOwnSession(
                new RedisBinary.SearchPath(folder.toString()),
                List.of("/bin/sh", "-c", "echo $$; kill -0 -$$ && echo leads a group"));
        assertThat(command).contains(folder.resolve(tool).toString());
        var child = new ProcessBuilder(command).redirectErrorStream(true).start();
        var lines = new String(child.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(lines).containsExactly(Long.toString(child.pid()), "leads a group");
    }
}
