/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.cli.PrivateRedis;
import dev.rqscheduler.cli.systemd.NoticeReceiver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scheduler as systemd runs it. */
class SystemdIT {

    @TempDir
    private static Path folder = Path.of("");

    @Test
    void readyWhenRegisteredAndStoppingAtTheEnd() throws IOException, InterruptedException {
        String socket = folder.resolve("notify").toString();
        Map<String, String> environment = Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "1000000");
        try (PrivateRedis redis = new PrivateRedis();
                NoticeReceiver systemd = new NoticeReceiver(socket);
                JarProcess daemon = JarProcess.start(environment, folder, "-u", redis.url(), "--name", "it")) {
            await().atMost(JarProcess.PATIENCE).until(() -> systemd.notices().contains("READY=1 | STATUS=registered"));
            assertThat(redis.client().exists("rq:scheduler_instance:it")).isTrue();
            await().atMost(JarProcess.PATIENCE)
                    .until(() -> systemd.notices().contains("WATCHDOG=1 | STATUS=leading; 0 jobs moved"));

            daemon.signal("TERM");
            assertThat(daemon.awaitExit()).as(daemon.err()).isZero();
            assertThat(systemd.notices()).contains("STOPPING=1 | STATUS=stopping");
        }
    }
}
