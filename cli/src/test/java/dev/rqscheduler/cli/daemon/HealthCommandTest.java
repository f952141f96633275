/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.SchedulerHealth;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.cli.CommandRun;
import dev.rqscheduler.web.WebOptions;
import dev.rqscheduler.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthCommandTest {

    @Test
    void saysWhatTheSchedulerSays() throws IOException {
        SchedulerHealth withoutRedis = new SchedulerHealth(Duration.ofMinutes(1));
        withoutRedis.onTurn();
        withoutRedis.onRedisAway("connection refused");
        try (WebServer server =
                WebServer.start(WebOptions.at(0).withHealth(withoutRedis), RedisConfig.parse("redis://localhost:1"))) {
            String port = Integer.toString(URI.create(server.url()).getPort());
            CommandRun alive = CommandRun.of("health", "--http", port);
            assertThat(alive.err()).isEmpty();
            assertThat(alive.exitCode()).isZero();
            assertThat(alive.out()).contains("last loop iteration");
            CommandRun ready = CommandRun.of("health", "--http", "127.0.0.1:" + port, "--ready");
            assertThat(ready.exitCode()).isEqualTo(1);
            assertThat(ready.errLines())
                    .singleElement()
                    .asString()
                    .contains("unhealthy: ", "Redis unavailable: connection refused");
        }
    }

    @Test
    void nobodyThere() {
        CommandRun run = CommandRun.of("health", "--http", "1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines()).singleElement().asString().startsWith("rqscheduler: no answer from 1/healthz: ");
        assertThat(CommandRun.of("health", "--http", "here").exitCode()).isEqualTo(2);
    }
}
