/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.rival;

import dev.rqscheduler.bench.arena.BenchRedis;
import dev.rqscheduler.bench.load.JobKind;
import dev.rqscheduler.internal.wire.Keys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/**
 * The most that Redis can do: one script with the writes that a move cannot do without, and no scheduler around it. Called
 * over one connection, one call after the other or several at once; which is faster depends on the machine.
 */
public final class Ceiling {

    /** The scheduler's default. */
    private static final String BATCH = "500";

    private static final int CALLS_A_PIPELINE = 16;
    private static final String ENQUEUED_AT = "2026-01-15T13:00:30.000005Z";

    private final BenchRedis redis;
    private final String script;
    private boolean pipelined;

    public Ceiling(BenchRedis redis) {
        this.redis = redis;
        this.script = redis.jedis().scriptLoad(Resource.text("ceiling.lua"));
    }

    /** Whether several calls are sent at once from now on. */
    public Ceiling pipelined(boolean several) {
        this.pipelined = several;
        return this;
    }

    public boolean isPipelined() {
        return pipelined;
    }

    /**
     * Moves all that is due.
     *
     * @param periodicPercent how many jobs of a hundred get a next run
     * @param meta what a new meta has to be written with each job; empty for none
     * @return how long it took, in seconds
     */
    public double run(int queues, int periodicPercent, String meta) {
        Instant now = redis.now();
        List<String> keys = List.of(Keys.SCHEDULED_JOBS);
        List<String> arguments = List.of(
                Long.toString(now.getEpochSecond()),
                BATCH,
                Integer.toString(queues),
                Integer.toString(periodicPercent),
                ENQUEUED_AT,
                Long.toString(now.plus(JobKind.PERIOD).getEpochSecond()),
                meta);
        try (Jedis jedis = redis.connect()) {
            jedis.ping();
            long start = System.nanoTime();
            if (pipelined) {
                runPipelined(jedis, keys, arguments);
            } else {
                while ((Long) jedis.evalsha(script, keys, arguments) > 0) {}
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private void runPipelined(Jedis jedis, List<String> keys, List<String> arguments) {
        long last;
        do {
            List<Response<Object>> replies = new ArrayList<>();
            try (Pipeline pipeline = jedis.pipelined()) {
                for (int i = 0; i < CALLS_A_PIPELINE; i++) {
                    replies.add(pipeline.evalsha(script, keys, arguments));
                }
            }
            last = (Long) replies.get(replies.size() - 1).get();
        } while (last > 0);
    }
}
