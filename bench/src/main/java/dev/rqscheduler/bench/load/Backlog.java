/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.load;

import dev.rqscheduler.bench.arena.BenchRedis;
import dev.rqscheduler.internal.wire.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/** Writes many jobs quickly: hashes as the client writes them, copied inside Redis, at due times as wished. */
public final class Backlog {

    private static final int JOBS_A_CALL = 500;
    private static final int CALLS_A_PIPELINE = 8;
    /** Over how long before now the jobs of a backlog were due, in seconds. */
    private static final int PAST = 1_800;

    private final BenchRedis redis;
    private final Templates templates;
    private final byte[] copy;

    public Backlog(BenchRedis redis) {
        this.redis = redis;
        this.templates = new Templates(redis);
        this.copy = redis.jedis().scriptLoad(script()).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Loads jobs that have been due for up to half an hour, at whole seconds, in no order.
     *
     * @param schedule the key of the schedule
     */
    public void load(String schedule, Workload workload, int jobs, JobIds ids, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long now = redis.now().getEpochSecond();
        load(schedule, workload, jobs, ids, number -> now - 1 - random.nextInt(PAST));
    }

    /**
     * @param due epoch seconds by the number of the job; asked once for each, in the order of the numbers
     */
    public void load(String schedule, Workload workload, int jobs, JobIds ids, IntToDoubleFunction due) {
        int[] counts = workload.counts(jobs);
        int number = 0;
        try (Jedis jedis = redis.connect()) {
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] > 0) {
                    copies(jedis, schedule, templates.of(workload.portions().get(i)), number, counts[i], ids, due);
                }
                number += counts[i];
            }
        }
    }

    private void copies(
            Jedis jedis,
            String schedule,
            List<List<byte[]>> forms,
            int first,
            int count,
            JobIds ids,
            IntToDoubleFunction due) {
        try (Pipeline pipeline = jedis.pipelined()) {
            int calls = 0;
            for (int from = 0; from < count; from += JOBS_A_CALL) {
                List<byte[]> form = forms.get(calls % forms.size());
                List<byte[]> arguments = new ArrayList<>();
                arguments.add(bytes(Integer.toString(form.size())));
                arguments.addAll(form);
                for (int i = from; i < Math.min(count, from + JOBS_A_CALL); i++) {
                    arguments.add(bytes(Scores.text(due.applyAsDouble(first + i))));
                    arguments.add(bytes(ids.id(first + i)));
                }
                pipeline.evalsha(copy, List.of(bytes(schedule)), arguments);
                if (++calls % CALLS_A_PIPELINE == 0) {
                    pipeline.sync();
                }
            }
        }
    }

    /** Places in the schedule alone, without hashes: for jobs that nobody looks at before the run is over. */
    public void loadPlaces(int jobs, JobIds ids, long epochSecond) {
        try (Jedis jedis = redis.connect();
                Pipeline pipeline = jedis.pipelined()) {
            for (int i = 0; i < jobs; i++) {
                pipeline.zadd(Keys.SCHEDULED_JOBS, (double) (epochSecond + i % 1_000_000), ids.id(i));
                if (i % 10_000 == 0) {
                    pipeline.sync();
                }
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String script() {
        try (InputStream in = Objects.requireNonNull(Backlog.class.getResourceAsStream("copy.lua"), "copy.lua")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
