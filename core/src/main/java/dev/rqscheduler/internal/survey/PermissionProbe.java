/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.survey;

import dev.rqscheduler.internal.store.RqKeys;
import java.util.ArrayList;
import java.util.List;

/**
 * One command on one key exactly as scheduler and client send it, in a script or on its own.
 *
 * @param command its name
 * @param target what it operates on, for display: a key or channel pattern, empty if none
 * @param arguments everything after the name
 */
record PermissionProbe(String command, String target, List<String> arguments) {

    /** An id that no job has: nothing is ever executed, but if a proxy does so anyway, no job is affected. */
    private static final String ID = "rqscheduler-doctor";

    private static final String JOB = "rq:job:" + ID;
    private static final String SCHEDULE = "rq:scheduler:scheduled_jobs";
    private static final String LOCK = "rq:scheduler_lock";
    private static final String DEPENDENTS = JOB + ":dependents";
    private static final String DEPENDENCIES = "rq:job::" + ID + ":dependencies";

    /** Returns all probes; a test compares them with the commands in the Lua files and the stores. */
    static List<PermissionProbe> all(List<String> queues) {
        List<PermissionProbe> probes = new ArrayList<>();
        probes.add(new PermissionProbe("TIME", "", List.of()));
        probes.add(new PermissionProbe("EVALSHA", "", List.of("0".repeat(40), "0")));
        probes.add(new PermissionProbe("EVAL", "", List.of("return 1", "0")));
        probes.add(new PermissionProbe("EVALSHA", "the keys that scripts declare, rq:*", evalKeys("0".repeat(40))));
        on(probes, SCHEDULE, SCHEDULE, "ZRANGEBYSCORE 0 0", "ZADD XX 0 " + ID, "ZADD NX 0 " + ID);
        on(probes, SCHEDULE, SCHEDULE, "ZREM " + ID, "ZSCORE " + ID, "ZCOUNT 0 0");
        on(probes, LOCK, LOCK, "SET x NX PX 1000", "GET", "PTTL", "DEL", "PEXPIRE 1000");
        String instance = "rq:scheduler_instance:" + ID;
        on(probes, "rq:scheduler_instance:*", instance, "EXISTS", "HEXISTS death", "HGET token", "HDEL death");
        on(probes, "rq:scheduler_instance:*", instance, "HSET birth 0", "EXPIRE 60", "DEL");
        on(probes, "rq:queues", "rq:queues", "SADD rq:queue:default");
        for (String queue : queues.isEmpty() ? List.of("default") : queues) {
            on(probes, "rq:queue:*", "rq:queue:" + queue, "RPUSH " + ID, "LPUSH " + ID, "TYPE");
            on(probes, "rq:workers:*", "rq:workers:" + queue, "SRANDMEMBER 1");
            on(probes, "rq:deferred:*", "rq:deferred:" + queue, "ZADD 0 " + ID, "ZREM " + ID, "TYPE");
        }
        on(probes, "rq:job:*", JOB, "HMGET status", "HGET status", "HGETALL", "HSTRLEN data", "HSET status queued");
        on(probes, "rq:job:*", JOB, "HDEL meta", "EXISTS", "TYPE", "PTTL", "EXPIRE 60", "PERSIST", "DEL");
        for (String key : List.of(DEPENDENTS, DEPENDENCIES)) {
            on(probes, "rq:job:*", key, "SADD " + ID, "SREM " + ID, "TYPE", "EXPIRE 60", "PERSIST", "DEL");
        }
        on(probes, "rq:worker:*", "rq:worker:" + ID, "HMGET version");
        on(probes, RqKeys.MISSING, RqKeys.MISSING, "HLEN", "HGET x", "HSET x y", "HDEL x", "EXPIRE 60");
        on(probes, RqKeys.QUARANTINE, RqKeys.QUARANTINE, "ZADD 0 " + ID, "ZREM " + ID, "ZREVRANGE 0 0", "ZCARD");
        on(probes, RqKeys.QUARANTINE, RqKeys.QUARANTINE, "ZSCORE " + ID, "ZRANGE 0 0");
        on(probes, RqKeys.QUARANTINE_REASONS, RqKeys.QUARANTINE_REASONS, "HSET x y", "HDEL x", "HGET x");
        schedules(probes);
        on(probes, RqKeys.SCHEDULERS, RqKeys.SCHEDULERS, "ZRANGEBYSCORE 0 0", "ZADD 0 " + ID, "ZREM " + ID);
        on(probes, "channel " + RqKeys.WAKE_UP, RqKeys.WAKE_UP, "PUBLISH x");
        on(probes, "channel " + RqKeys.WAKE_UP, RqKeys.WAKE_UP, "SUBSCRIBE");
        return probes;
    }

    private static void schedules(List<PermissionProbe> probes) {
        on(
                probes,
                RqKeys.SCHEDULES,
                RqKeys.SCHEDULES,
                "ZRANGEBYSCORE 0 0",
                "ZADD XX 0 " + ID,
                "ZREM " + ID,
                "ZSCORE " + ID);
        on(
                probes,
                RqKeys.SCHEDULE_NAMES,
                RqKeys.SCHEDULE_NAMES,
                "ZADD 0 " + ID,
                "ZRANGEBYLEX - +",
                "ZREM " + ID,
                "ZCARD");
        String schedule = RqKeys.schedule(ID);
        on(probes, RqKeys.schedule("*"), schedule, "HMGET due", "HSTRLEN definition", "HSET due 0", "HGET definition");
        on(probes, RqKeys.schedule("*"), schedule, "EXISTS", "HEXISTS definition", "HINCRBY manual 1", "DEL");
        on(probes, RqKeys.history("*"), RqKeys.history(ID), "LPUSH x", "LTRIM 0 99", "EXPIRE 60", "LRANGE 0 0", "DEL");
    }

    /** The keys a script declares require read and write permission, whatever the script does with them. */
    private static List<String> evalKeys(String digest) {
        List<String> arguments = new ArrayList<>(List.of(digest, Integer.toString(RqKeys.MOVE.size())));
        RqKeys.MOVE.forEach(key -> arguments.add(new String(key, java.nio.charset.StandardCharsets.UTF_8)));
        return arguments;
    }

    private static void on(List<PermissionProbe> probes, String target, String key, String... commands) {
        for (String command : commands) {
            String[] words = command.split(" ");
            List<String> arguments = new ArrayList<>();
            arguments.add(key);
            arguments.addAll(List.of(words).subList(1, words.length));
            probes.add(new PermissionProbe(words[0], target, arguments));
        }
    }
}
