/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.load;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.ScheduledJob;
import dev.rqscheduler.bench.arena.BenchRedis;
import dev.rqscheduler.internal.wire.Keys;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Job hashes as the client writes them: an example of each form is scheduled by the client and read back, byte for byte, and
 * a backlog consists of copies of it. So a benchmark job cannot differ from a real one.
 */
final class Templates {

    private final BenchRedis redis;

    Templates(BenchRedis redis) {
        this.redis = redis;
    }

    /** For each form that the jobs of a portion have: name, value, name, value, ... */
    List<List<byte[]>> of(Workload.Portion portion) {
        List<List<byte[]>> templates = new ArrayList<>();
        try (SchedulerClient scheduler =
                SchedulerClient.builder().redis(redis.url()).cronZone(ZoneOffset.UTC).build()) {
            for (JobRequest example : portion.kind().examples(portion.queue(), redis.now())) {
                ScheduledJob job = scheduler.schedule(example);
                List<byte[]> fields = new ArrayList<>();
                redis.jedis()
                        .hgetAll(Keys.job(job.id()).getBytes(StandardCharsets.UTF_8))
                        .forEach((name, value) -> {
                            fields.add(name);
                            fields.add(value);
                        });
                scheduler.cancel(job.id(), true);
                templates.add(fields);
            }
        }
        return templates;
    }
}
