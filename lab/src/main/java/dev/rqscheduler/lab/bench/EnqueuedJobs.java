/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.internal.wire.Keys;
import dev.rqscheduler.lab.arena.LabRedis;
import dev.rqscheduler.lab.load.JobIds;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/** When jobs were moved, according to their hashes. */
final class EnqueuedJobs {

    private static final int PAGE = 5_000;

    private EnqueuedJobs() {}

    /**
     * @param enqueuedMicros Redis's clock at the start of the step that moved the job, in microseconds since 1970
     */
    record Job(int number, long enqueuedMicros) {}

    /** Returns those of the jobs that were moved. */
    static List<Job> of(LabRedis redis, JobIds ids, int count) {
        List<Job> jobs = new ArrayList<>(count);
        try (Jedis jedis = redis.connect();
                Pipeline pipeline = jedis.pipelined()) {
            for (int from = 0; from < count; from += PAGE) {
                List<Response<String>> replies = new ArrayList<>();
                int to = Math.min(count, from + PAGE);
                for (int i = from; i < to; i++) {
                    replies.add(pipeline.hget(Keys.job(ids.id(i)), "enqueued_at"));
                }
                pipeline.sync();
                for (int i = from; i < to; i++) {
                    String time = replies.get(i - from).get();
                    if (time != null) {
                        jobs.add(new Job(i, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time))));
                    }
                }
            }
        }
        return jobs;
    }
}
