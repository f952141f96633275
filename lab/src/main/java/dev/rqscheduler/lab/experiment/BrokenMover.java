/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import dev.rqscheduler.lab.arena.SchedulerCommand;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ZRangeParams;

/**
 * A deliberately broken scheduler: pushes, then removes, in separate calls and without a lock. A crash in between doubles the
 * job, and so do two of these at a time. An accountant that does not notice is worthless.
 */
public final class BrokenMover {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String SCHEDULE = "rq:scheduler:scheduled_jobs";

    private BrokenMover() {}

    /** The command that starts it from the classes of this program. */
    public static SchedulerCommand command() {
        return (url, name) -> new SchedulerCommand.Start(
                List.of(
                        SchedulerCommand.java().toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokenMover.class.getName(),
                        url),
                Map.of());
    }

    /** Runs until it is killed. The argument is the URL of Redis. */
    public static void main(String[] args) throws InterruptedException {
        URI redisUri = URI.create(args[0]);
        System.out.println("{\"event\":\"leading\"}");
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
