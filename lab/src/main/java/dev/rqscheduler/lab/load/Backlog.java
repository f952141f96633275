/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.load;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobRequest;
import dev.rqscheduler.api.ScheduledJob;
import dev.rqscheduler.internal.wire.Keys;
import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.lab.arena.LabRedis;
import dev.rqscheduler.lab.arena.Resources;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/**
 * Writes many jobs quickly. One job of each form is scheduled by the client and read back byte for byte, and copied inside Redis,
 * so the jobs of a benchmark cannot differ from real ones.
 */
public final class Backlog {

    private static final int JOBS_PER_CALL = 500;
    private static final int CALLS_PER_PIPELINE = 8;
    private static final int PLACES_PER_PIPELINE = 10_000;

    /** The jobs of a backlog were due at times within this many seconds before now. */
    private static final int PAST = 1_800;

    private final LabRedis redis;
    private final byte[] copy;

    public Backlog(LabRedis redis) {
        this.redis = redis;
        this.copy = redis.jedis().scriptLoad(Resources.text("copy.lua")).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Loads jobs that have been due for up to half an hour, at whole seconds, in no order.
     *
     * @param schedule the key of the schedule
     */
    public void load(String schedule, Workload workload, int jobs, JobIds ids, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long now = redis.now().getEpochSecond();
        load(schedule, workload, jobs, ids, number -> Instant.ofEpochSecond(now - 1 - random.nextInt(PAST)));
    }

    /**
     * Loads jobs with given due times.
     *
     * @param due the due time by the number of the job; called once for each job, in the order of the numbers
     */
    public void load(String schedule, Workload workload, int jobs, JobIds ids, IntFunction<Instant> due) {
        int[] counts = workload.counts(jobs);
        int number = 0;
        try (Jedis jedis = redis.connect()) {
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] > 0) {
                    List<List<byte[]>> forms = forms(workload.portions().get(i));
                    copies(jedis, schedule, forms, number, counts[i], ids, due);
                }
                number += counts[i];
            }
        }
    }

    /** Returns the hash of each form of a portion's jobs: name, value, name, value, ... */
    private List<List<byte[]>> forms(Workload.Portion portion) {
        List<List<byte[]>> forms = new ArrayList<>();
        try (SchedulerClient scheduler = SchedulerClient.builder()
                .redis(redis.url())
                .cronZone(ZoneOffset.UTC)
                .build()) {
            for (JobRequest example : portion.kind().examples(portion.queue(), redis.now())) {
                ScheduledJob job = scheduler.schedule(example);
                List<byte[]> fields = new ArrayList<>();
                redis.jedis().hgetAll(bytes(Keys.job(job.id()))).forEach((name, value) -> {
                    fields.add(name);
                    fields.add(value);
                });
                scheduler.cancel(job.id(), true);
                forms.add(fields);
            }
        }
        return forms;
    }

    private void copies(
            Jedis jedis,
            String schedule,
            List<List<byte[]>> forms,
            int first,
            int count,
            JobIds ids,
            IntFunction<Instant> due) {
        try (Pipeline pipeline = jedis.pipelined()) {
            int calls = 0;
            for (int from = 0; from < count; from += JOBS_PER_CALL) {
                List<byte[]> form = forms.get(calls % forms.size());
                List<byte[]> arguments = new ArrayList<>();
                arguments.add(bytes(Integer.toString(form.size())));
                arguments.addAll(form);
                for (int i = from; i < Math.min(count, from + JOBS_PER_CALL); i++) {
                    arguments.add(bytes(Scores.text(due.apply(first + i))));
                    arguments.add(bytes(ids.id(first + i)));
                }
                pipeline.evalsha(copy, List.of(bytes(schedule)), arguments);
                if (++calls % CALLS_PER_PIPELINE == 0) {
                    pipeline.sync();
                }
            }
        }
    }

    /** Loads entries of the schedule alone, without hashes: for jobs that are never read during a run. */
    public void loadPlaces(int jobs, JobIds ids, long epochSecond) {
        try (Jedis jedis = redis.connect();
                Pipeline pipeline = jedis.pipelined()) {
            for (int i = 0; i < jobs; i++) {
                pipeline.zadd(Keys.SCHEDULED_JOBS, (double) (epochSecond + i % 1_000_000), ids.id(i));
                if (i % PLACES_PER_PIPELINE == 0) {
                    pipeline.sync();
                }
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
