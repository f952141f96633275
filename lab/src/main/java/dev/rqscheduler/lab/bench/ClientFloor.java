/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.internal.wire.Keys;
import dev.rqscheduler.lab.arena.LabRedis;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;

/**
 * The minimum work of any client that schedules: one HSET and one ZADD per job, with the bytes of a real job, all in flight
 * together. It is no client: it creates no jobs, has no clock, and notices neither existing ids nor errors.
 */
public final class ClientFloor {

    private static final int JOBS_IN_FLIGHT = 1_000;
    private static final byte[] SCHEDULE = bytes(Keys.SCHEDULED_JOBS);

    private final LabRedis redis;

    public ClientFloor(LabRedis redis) {
        this.redis = redis;
    }

    /**
     * Schedules copies of a job.
     *
     * @param id of the job to copy
     */
    public void schedule(String id, Instant due, int jobs) {
        List<byte[]> hash = new ArrayList<>();
        hash.add(key(id));
        redis.jedis().hgetAll(key(id)).forEach((name, value) -> hash.addAll(List.of(name, value)));
        byte[] score = bytes(Long.toString(due.getEpochSecond()));
        try (Jedis jedis = redis.connect();
                Pipeline pipeline = jedis.pipelined()) {
            for (int i = 0; i < jobs; i++) {
                // The length of a job id.
                String copy = String.format("%036d", i);
                byte[][] arguments = hash.toArray(byte[][]::new);
                arguments[0] = key(copy);
                pipeline.sendCommand(Protocol.Command.HSET, arguments);
                pipeline.sendCommand(Protocol.Command.ZADD, SCHEDULE, score, bytes(copy));
                if (i % JOBS_IN_FLIGHT == 0) {
                    pipeline.sync();
                }
            }
            pipeline.sync();
        }
    }

    private static byte[] key(String id) {
        return bytes(Keys.job(id));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
