/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.embedded.RedisServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

/** The packaged jars where users put them: next to other versions of Jedis, and on the module path. */
class OtherSurroundingsIT {

    @ParameterizedTest
    @ValueSource(strings = {"5.2.0", "6.0.0", "7.4.1"})
    void scheduler_nextToAnotherJedis_movesAndCloses(String version) throws IOException, InterruptedException {
        Path jedis = Path.of(Objects.requireNonNullElse(System.getProperty("basedir"), ""), "target", "jedis");
        List<Path> classPath = new ArrayList<>(Program.classPath());
        classPath.add(jedis.resolve("jedis-" + version + ".jar"));
        try (RedisServer server = RedisServer.start();
                RedisClient redis = RedisClient.create(server.uri())) {
            String printed =
                    Program.runJvm(List.of("-cp", path(classPath), UseJedisAsWell.class.getName(), server.uri()));
            assertThat(printed).contains("jedis-" + version + ".jar").doesNotContain("Error", "the scheduler \"");
            assertThat(redis.llen("rq:queue:default")).isEqualTo(1);
            assertThat(redis.exists("rq:scheduler_lock")).isFalse();
            assertThat(redis.keys("rq:scheduler_instance:*"))
                    .hasSize(1)
                    .allSatisfy(registration ->
                            assertThat(redis.hexists(registration, "death")).isTrue());
        }
    }

    @Test
    void examples_onTheModulePath_run() throws IOException, InterruptedException {
        try (RedisServer server = RedisServer.start();
                RedisClient redis = RedisClient.create(server.uri())) {
            assertThat(runModule(EmbedScheduler.class, server)).doesNotContain("Error");
            assertThat(redis.llen("rq:queue:default")).isEqualTo(1);
            assertThat(redis.exists("rq:scheduler_lock")).isFalse();
            assertThat(runModule(ServePage.class, server)).contains("/ 200", "/api/v1/jobs 200", "/healthz 200");
            runModule(ScheduleJobs.class, server);
            assertThat(runModule(PublishMetrics.class, server)).contains("rqscheduler.jobs.moved 1.0");
        }
    }

    private static String runModule(Class<?> example, RedisServer server) throws IOException, InterruptedException {
        return Program.runJvm(List.of(
                "-p", path(Program.classPath()), "-m", "dev.rqscheduler.examples/" + example.getName(), server.uri()));
    }

    private static String path(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
