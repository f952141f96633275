/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.SchedulerHealth;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.cli.output.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out of a real socket. */
class ServiceNoticesTest {

    private static final SchedulerHealth WELL = new SchedulerHealth(Duration.ofHours(1));

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readinessWatchdogAndStop(boolean isAbstract) throws IOException {
        String socket =
                isAbstract ? "@" + UUID.randomUUID() : folder.resolve("notify").toString();
        try (NoticeReceiver systemd = new NoticeReceiver(socket)) {
            ServiceNotices notices = notices(socket, "1000000", WELL);
            notices.onRegistered();
            notices.onStandby("\"other\nline\"");
            await().until(() ->
                    systemd.notices().stream().anyMatch(notice -> notice.startsWith("WATCHDOG=1 | STATUS=")));
            notices.onStopping();
            notices.close();

            // What systemd has taken is heard by way of another process, which may be a moment behind.
            await().untilAsserted(() -> assertThat(systemd.notices())
                    .filteredOn(notice -> !notice.startsWith("WATCHDOG=1") && !notice.equals("BARRIER=1"))
                    .containsExactly(
                            "READY=1 | STATUS=registered",
                            "STATUS=standing by: the lock is held by \"other line\"",
                            "STOPPING=1 | STATUS=stopping"));
        }
    }

    /** systemd kills and starts anew what is silent. */
    @Test
    void aLoopThatHangsIsNotVouchedFor() throws IOException, InterruptedException {
        String socket = folder.resolve("notify").toString();
        SchedulerHealth hangs = new SchedulerHealth(Duration.ofNanos(1));
        hangs.onTurn();
        try (NoticeReceiver systemd = new NoticeReceiver(socket)) {
            ServiceNotices notices = notices(socket, "1000000", hangs);
            // Longer than two times of the watchdog: what does not come cannot be waited for.
            Thread.sleep(1_200);
            notices.onStopping();
            notices.close();
            // What systemd has taken is heard by way of another process, which may be a moment behind.
            await().untilAsserted(() -> assertThat(systemd.notices())
                    .filteredOn(notice -> !notice.equals("BARRIER=1"))
                    .containsExactly("STOPPING=1 | STATUS=stopping"));
        }
    }

    /** A start with --wait may take longer than systemd waits. */
    @Test
    void asksForTimeWhileItWaitsForRedis() throws IOException {
        String socket = folder.resolve("notify").toString();
        try (NoticeReceiver systemd = new NoticeReceiver(socket)) {
            ServiceNotices notices = notices(socket, null, WELL);
            RedisException away =
                    new RedisException(RedisException.Kind.UNREACHABLE, "cannot reach Redis at here:1", null);
            notices.onRedisError(away);
            notices.onRedisError(away);
            notices.close();
            // What systemd has taken is heard by way of another process, which may be a moment behind.
            await().untilAsserted(() -> assertThat(systemd.notices())
                    .filteredOn(notice -> !notice.equals("BARRIER=1"))
                    .containsExactly(
                            "EXTEND_TIMEOUT_USEC=60000000 | STATUS=waiting for Redis: cannot reach Redis at here:1"));
        }
    }

    @Test
    void withoutSystemdThereIsNothing() {
        assertThat(ServiceNotices.wanted(console(Map.of()), WELL)).isNull();
    }

    @Test
    void timeOfTheWatchdog() {
        assertThat(SystemdNotifier.WatchdogTime.of("30000000", null, 7)).isEqualTo(Duration.ofSeconds(15));
        assertThat(SystemdNotifier.WatchdogTime.of("30000000", "7", 7)).isEqualTo(Duration.ofSeconds(15));
        assertThat(SystemdNotifier.WatchdogTime.of("1000", "7", 7)).isEqualTo(Duration.ofMillis(500));
        assertThat(SystemdNotifier.WatchdogTime.of("30000000", "8", 7)).isZero();
        assertThat(SystemdNotifier.WatchdogTime.of(null, null, 7)).isZero();
        assertThat(SystemdNotifier.WatchdogTime.of("soon", null, 7)).isZero();
        assertThat(SystemdNotifier.WatchdogTime.of("-1", null, 7)).isZero();
        assertThat(SystemdNotifier.WatchdogTime.of("0", null, 7)).isZero();
        assertThat(SystemdNotifier.WatchdogTime.of("9223372036854775807", null, 7))
                .isZero();
    }

    private static ServiceNotices notices(String socket, @Nullable String watchdog, SchedulerHealth health) {
        Map<String, String> env = new HashMap<>(Map.of("NOTIFY_SOCKET", socket));
        if (watchdog != null) {
            env.put("WATCHDOG_USEC", watchdog);
        }
        return Objects.requireNonNull(ServiceNotices.wanted(console(env), health));
    }

    private static Console console(Map<String, String> env) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(env, nowhere, nowhere, InstantSource.system());
    }
}
