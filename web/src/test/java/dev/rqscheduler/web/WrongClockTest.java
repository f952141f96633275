/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.process.SchedulerLoop;
import dev.rqscheduler.internal.process.SchedulerOptions;
import dev.rqscheduler.web.testing.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host whose clock differs from Redis's by minutes. */
class WrongClockTest {

    @ParameterizedTest
    @ValueSource(ints = {-10, 10})
    void hostClockOffByMinutes_pagesAndApi_useRedisTime(int minutes) throws IOException, InterruptedException {
        Duration wrong = Duration.ofMinutes(minutes);
        try (RedisServer redis = RedisServer.start();
                WebServer server = WebServer.builder()
                        .redis(redis.uri())
                        .port(0)
                        .clock(() -> Instant.now().plus(wrong))
                        .start();
                SchedulerClient scheduler = SchedulerClient.connect(redis.uri());
                RedisConnection connections = new RedisConnection(RedisConfig.parse(redis.uri()), 4)) {
            RawHttp http = new RawHttp(URI.create(server.url()).getPort());
            scheduler.enqueueIn(Duration.ZERO, JobSpec.builder("f").id("due").build());
            scheduler.enqueueIn(
                    Duration.ofMinutes(115),
                    JobSpec.builder("f").id("before-2h").build());
            scheduler.enqueueIn(
                    Duration.ofMinutes(125),
                    JobSpec.builder("f").id("behind-2h").build());
            new SchedulerLoop(SchedulerOptions.defaults().withBurst(true), connections, server.listener(), Map.of())
                    .run();

            assertThat(http.send("GET /api/v1/moves/last-hour").body()).containsOnlyOnce("\"moved\":1");
            assertThat(http.send("GET /").body()).contains("data-moved=\"1\"");
            assertThat(http.send("GET /jobs?until=2h").body())
                    .contains("before-2h")
                    .doesNotContain("behind-2h");
            assertThat(http.send("GET /jobs?from=2h").body())
                    .contains("behind-2h")
                    .doesNotContain("before-2h");
        }
    }
}
