/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.broken;

import dev.rqscheduler.faults.arena.SchedulerCommand;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ZRangeParams;

/**
 * Moves jobs as one should not: push, then ZREM, in calls of their own and without a lock. A crash in between doubles the
 * job, as do two of these at once. An accountant that does not find that is worth nothing.
 */
public final class BrokenMover {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String SCHEDULE = "rq:scheduler:scheduled_jobs";

    private BrokenMover() {}

    /** How an arena starts it: from the classes of this very program. */
    public static SchedulerCommand command() {
        return (url, name) -> new SchedulerCommand.Start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokenMover.class.getName(),
                        url),
                Map.of());
    }

    /** Until it is killed. The argument is the URL of Redis. */
    public static void main(String[] args) throws InterruptedException {
        URI redisUri = URI.create(args[0]);
        System.out.println("became the leader, badly");
        while (true) {
            try (Jedis redis = new Jedis(redisUri)) {
                while (true) {
                    if (!move(redis)) {
                        Thread.sleep(5);
                    }
                }
            } catch (JedisException e) {
                Thread.sleep(100);
            }
        }
    }

    private static boolean move(Jedis redis) {
        List<String> due = redis.zrange(
                SCHEDULE,
                ZRangeParams.zrangeByScoreParams(0, Instant.now().toEpochMilli() / 1_000.0)
                        .limit(0, 20));
        for (String id : due) {
            String queue = redis.hget("rq:job:" + id, "origin");
            redis.hset("rq:job:" + id, Map.of("status", "queued", "enqueued_at", TIMESTAMP.format(Instant.now())));
            redis.rpush("rq:queue:" + queue, id);
            redis.zrem(SCHEDULE, id);
        }
        return !due.isEmpty();
    }
}
