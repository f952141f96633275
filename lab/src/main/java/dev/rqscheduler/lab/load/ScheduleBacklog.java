/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.load;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.Overlap;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.lab.arena.LabRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/**
 * Writes many named schedules quickly: one is created by the client and read back, the others are copies under other names.
 */
public final class ScheduleBacklog {

    public static final String SCHEDULES = "rq:scheduling:schedules";

    /** Time between due times of schedules that run at most once in a benchmark. */
    public static final Duration RARELY = Duration.ofDays(7);

    private static final String NAMES = "rq:scheduling:schedule-names";
    private static final String SCHEDULE = "rq:scheduling:schedule:";
    private static final int PER_PIPELINE = 2_000;

    private final LabRedis redis;

    public ScheduleBacklog(LabRedis redis) {
        this.redis = redis;
    }

    /** Returns the name of a schedule. */
    public static String name(String kind, int number) {
        return kind + "-" + number;
    }

    /**
     * Loads schedules of {@link #RARELY} whose last due time is overdue.
     */
    public void loadDue(int number, String queue) {
        long step = RARELY.toSeconds();
        load("due", number, queue, RARELY, Instant.ofEpochSecond(redis.now().getEpochSecond() / step * step));
    }

    /** Loads schedules of {@link #RARELY} that are not due for some time. */
    public void loadFar(int number, String queue) {
        long step = RARELY.toSeconds();
        load("far", number, queue, RARELY, Instant.ofEpochSecond((redis.now().getEpochSecond() / step + 2) * step));
    }

    /** Loads schedules that are due every second. */
    public void loadEverySecond(int number, String queue) {
        Instant next = Instant.ofEpochSecond(redis.now().getEpochSecond() + 1);
        load("tick", number, queue, Duration.ofSeconds(1), next);
    }

    private void load(String kind, int number, String queue, Duration step, Instant due) {
        Map<String, String> template = template(kind, queue, step);
        template.put("due", due.getEpochSecond() + "000000");
        double score = due.getEpochSecond();
        try (Jedis jedis = redis.connect();
                Pipeline pipeline = jedis.pipelined()) {
            for (int i = 0; i < number; i++) {
                String name = name(kind, i);
                pipeline.hset(SCHEDULE + name, template);
                pipeline.zadd(NAMES, 0, name);
                pipeline.zadd(SCHEDULES, score, name);
                if (i % PER_PIPELINE == 0) {
                    pipeline.sync();
                }
            }
        }
    }

    /** Returns all fields but the due time. */
    private Map<String, String> template(String kind, String queue, Duration step) {
        Schedule schedule = Schedule.builder(name(kind, 0), JobKind.job(queue).build())
                .every(step)
                .overlap(Overlap.ALLOW)
                .build();
        try (SchedulerClient scheduler =
                SchedulerClient.builder().redis(redis.url()).build()) {
            scheduler.schedules("bench").put(schedule);
        }
        Map<String, String> fields = new LinkedHashMap<>(redis.jedis().hgetAll(SCHEDULE + schedule.name()));
        fields.remove("due");
        return fields;
    }

    /**
     * Checks that each due schedule has had its run, once, and has a next due time.
     *
     * @return what is wrong; empty if nothing is
     */
    public List<String> problems(int number, String queueKey) {
        List<String> problems = new ArrayList<>();
        List<String> queued = redis.jedis().lrange(queueKey, 0, -1);
        if (queued.size() != number || queued.stream().distinct().count() != number) {
            problems.add(number + " schedules were due, " + queued.size() + " pushes were made, of "
                    + queued.stream().distinct().count() + " jobs");
        }
        long left = redis.jedis().zcard(SCHEDULES);
        if (left != number) {
            problems.add(left + " schedules have a next due time, not " + number);
        }
        return problems;
    }
}
