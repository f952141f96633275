/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.SchedulerProcess;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.cli.failure.FailedException;
import dev.rqscheduler.cli.output.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Those who watch the process, all of them or none. */
class WatchersTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void nothingIsLeftRunningWhereThePortIsTaken() throws IOException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Console console = new Console(
                Map.of("NOTIFY_SOCKET", folder.resolve("notify").toString()), nowhere, nowhere, InstantSource.system());
        // Nobody connects.
        RedisConfig redis = RedisConfig.parse("redis://127.0.0.1:1");
        Set<Thread> before = noticeThreads();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SchedulerProcess process =
                        SchedulerProcess.builder().redis(redis).build()) {
            HttpOptions.Serving web = new HttpOptions.Serving(
                    CommandLine.populateCommand(new HttpOptions(), "--http", Integer.toString(taken.getLocalPort())));
            assertThatThrownBy(() -> ProcessServices.of(
                            console, web, process, redis, LoggerFactory.getLogger(WatchersTest.class)))
                    .isInstanceOf(FailedException.class)
                    .hasMessageContaining("--http: cannot listen at 127.0.0.1:" + taken.getLocalPort());
        }
        assertThat(noticeThreads()).isSubsetOf(before);
    }

    private static Set<Thread> noticeThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("rqscheduler-systemd"))
                .collect(Collectors.toSet());
    }
}
