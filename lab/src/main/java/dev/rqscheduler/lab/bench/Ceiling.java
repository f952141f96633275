/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.internal.wire.Keys;
import dev.rqscheduler.lab.arena.LabRedis;
import dev.rqscheduler.lab.arena.Resources;
import dev.rqscheduler.lab.load.JobKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/**
 * The maximum that Redis can do: one script with the writes that every move needs, without a scheduler. It is called over one
 * connection, one call after the other or several in flight; which is faster depends on the machine.
 */
public final class Ceiling {

    /** The default of the scheduler. */
    private static final String BATCH = "500";

    private static final int CALLS_IN_FLIGHT = 16;
    private static final String ENQUEUED_AT = "2026-01-15T13:00:30.000005Z";

    private final LabRedis redis;
    private final String script;
    private boolean pipelined;

    public Ceiling(LabRedis redis) {
        this.redis = redis;
        this.script = redis.jedis().scriptLoad(Resources.text("ceiling.lua"));
    }

    /** Sets whether several calls are in flight. */
    public Ceiling pipelined(boolean several) {
        this.pipelined = several;
        return this;
    }

    public boolean isPipelined() {
        return pipelined;
    }

    /**
     * Moves everything that is due.
     *
     * @param periodicPercent percentage of jobs that get a next run
     * @param meta the new meta to write with each job; empty for none
     * @return the time it took, in seconds
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
                for (int i = 0; i < CALLS_IN_FLIGHT; i++) {
                    replies.add(pipeline.evalsha(script, keys, arguments));
                }
            }
            last = (Long) replies.get(replies.size() - 1).get();
        } while (last > 0);
    }
}
