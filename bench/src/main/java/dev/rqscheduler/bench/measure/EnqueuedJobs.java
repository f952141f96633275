/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

import dev.rqscheduler.bench.arena.BenchRedis;
import dev.rqscheduler.bench.load.JobIds;
import dev.rqscheduler.internal.wire.Keys;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/** When jobs were moved, as their hashes say. */
final class EnqueuedJobs {

    private static final int PAGE = 5_000;

    private EnqueuedJobs() {}

    /**
     * @param enqueuedMicros Redis's clock at the start of the step that moved it, in microseconds since 1970
     */
    record Job(int number, long enqueuedMicros) {}

    /** Those of the jobs that were moved. */
    static List<Job> of(BenchRedis redis, JobIds ids, int count) {
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

    /** What is wrong after all {@code count} jobs were due. */
    static List<String> problems(BenchRedis redis, String queue, int count, List<Job> moved) {
        List<String> problems = new ArrayList<>();
        Jedis jedis = redis.jedis();
        long pushes = jedis.llen(Keys.queue(queue));
        long distinct =
                jedis.lrange(Keys.queue(queue), 0, -1).stream().distinct().count();
        if (pushes != count || distinct != count || moved.size() != count) {
            problems.add(count + " jobs were due, " + pushes + " pushes were made, of " + distinct + " jobs; "
                    + moved.size() + " hashes say so");
        }
        long left = jedis.zcard(Keys.SCHEDULED_JOBS);
        if (left != 0) {
            problems.add(left + " jobs are scheduled after the run");
        }
        return problems;
    }

    /** How long to wait for pushes before something must be wrong. */
    static final Duration PATIENCE = Duration.ofSeconds(60);
}
