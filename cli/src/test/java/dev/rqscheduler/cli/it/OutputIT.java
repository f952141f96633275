/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.cli.PrivateRedis;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long lists: no more memory than short ones, and no longer than somebody reads. */
class OutputIT {

    private static final int JOBS = 100_000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aLongListEndsWhenItsReaderDoes() throws InterruptedException {
        try (PrivateRedis redis = new PrivateRedis()) {
            Map<String, Double> jobs = new HashMap<>();
            for (int i = 0; i < JOBS; i++) {
                jobs.put("job-" + i, 3e9 + i);
            }
            redis.client().zadd("rq:scheduler:scheduled_jobs", jobs);
            JarProcess.runThrough("head -n 2", folder, "list", "-u", redis.url());
            assertThat(redis.client().info("commandstats").lines().filter(line -> line.startsWith("cmdstat_evalsha")))
                    .singleElement()
                    .asString()
                    .as("far from all of its %d pages", JOBS / 200)
                    .containsPattern("calls=\\d{1,2},");
        }
    }
}
