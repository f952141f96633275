/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.RedisClient;

/** Jobs written by hand with a plain client, as rq-scheduler writes them, and a look at where they are. */
public final class HandMade {

    public static final String SCHEDULE = "rq:scheduler:scheduled_jobs";
    public static final String LOCK = "rq:scheduler_lock";

    private HandMade() {}

    /** A scheduled job on the queue `default`; further fields as name, value, name, value. */
    public static void job(String id, double due, String... fields) {
        job(TestRedis.client(), id, due, fields);
    }

    public static void job(RedisClient redis, String id, double due, String... fields) {
        hash(redis, id, fields);
        redis.zadd(SCHEDULE, due, id);
    }

    public static void hash(RedisClient redis, String id, String... fields) {
        String key = "rq:job:" + id;
        redis.hset(
                key,
                Map.of(
                        "data",
                        "opaque",
                        "origin",
                        "default",
                        "status",
                        "scheduled",
                        "created_at",
                        "2026-01-15T12:34:56.789012Z"));
        for (int i = 0; i < fields.length; i += 2) {
            redis.hset(bytes(key), bytes(fields[i]), bytes(fields[i + 1]));
        }
    }

    /** A worker of RQ 1.3 or later, as it registers itself. */
    public static void worker(String name, String queue, String version) {
        String key = "rq:worker:" + name;
        TestRedis.client()
                .hset(key, Map.of("birth", "2026-01-15T12:34:56.789012Z", "queues", queue, "version", version));
        TestRedis.client().sadd("rq:workers", key);
        TestRedis.client().sadd("rq:workers:" + queue, key);
    }

    /** Ids in a queue, first to be popped first. */
    public static List<String> queue(String name) {
        return TestRedis.client().lrange("rq:queue:" + name, 0, -1);
    }

    public static Optional<Double> due(String id) {
        return Optional.ofNullable(TestRedis.client().zscore(SCHEDULE, id));
    }

    /** A field of a job's hash; empty text if it is not there. */
    public static String field(String id, String name) {
        String value = TestRedis.client().hget("rq:job:" + id, name);
        return value == null ? "" : value;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
