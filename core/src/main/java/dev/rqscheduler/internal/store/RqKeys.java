/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.wire.Keys;
import java.util.List;

/** Keys and key lists of the scripts. Our own keys are under {@code rq:scheduling:}, which RQ does not use. */
public final class RqKeys {

    public static final String MISSING = "rq:scheduling:missing";
    public static final String QUARANTINE = "rq:scheduling:quarantine";
    public static final String QUARANTINE_REASONS = "rq:scheduling:quarantine:reasons";

    /** Sorted set: names of schedules by when they are due. */
    public static final String SCHEDULES = "rq:scheduling:schedules";

    /** Sorted set: names of all schedules, all with score 0, so in alphabetical order. */
    public static final String SCHEDULE_NAMES = "rq:scheduling:schedule-names";

    /** Sorted set: names of our schedulers by their latest heartbeat, in seconds. */
    public static final String SCHEDULERS = "rq:scheduling:schedulers";

    /** Hash: the time-zone rules with which the stored due times were computed. */
    public static final String ZONE_RULES = "rq:scheduling:zone-rules";

    /** Hash: jobs and schedules that already have new scores, while due times are recomputed. */
    static final String ZONE_RULES_MOVED = "rq:scheduling:zone-rules:moved";

    /** Pub/sub channel that announces an earlier due time or a free lock to schedulers. */
    public static final String WAKE_UP = "rq:scheduling:wake-up";

    public static final List<byte[]> SCHEDULE = List.of(bytes(Keys.SCHEDULED_JOBS));
    public static final List<byte[]> LOCK = List.of(bytes(Keys.LOCK));
    public static final byte[] QUEUE_SET = bytes(Keys.QUEUES);
    public static final List<byte[]> MOVE = move(Keys.SCHEDULED_JOBS, Keys.LOCK);

    /** What an overview reads. */
    public static final List<byte[]> OVERVIEW = List.of(
            bytes(Keys.SCHEDULED_JOBS),
            bytes(Keys.LOCK),
            bytes(SCHEDULES),
            bytes(SCHEDULE_NAMES),
            bytes(QUARANTINE),
            bytes(QUARANTINE_REASONS),
            bytes(SCHEDULERS));

    static final List<byte[]> DUE_SCHEDULES = List.of(bytes(SCHEDULES), bytes(Keys.LOCK));
    static final List<byte[]> RUN_SCHEDULES =
            List.of(bytes(SCHEDULES), bytes(Keys.LOCK), bytes(Keys.QUEUES), bytes(SCHEDULE_NAMES));
    static final List<byte[]> ZONE_RULES_RECORD = List.of(bytes(ZONE_RULES), bytes(Keys.LOCK), bytes(ZONE_RULES_MOVED));
    static final List<byte[]> ZONE_RULES_JOBS =
            List.of(bytes(Keys.SCHEDULED_JOBS), bytes(Keys.LOCK), bytes(ZONE_RULES_MOVED));
    static final List<byte[]> ZONE_RULES_SCHEDULES =
            List.of(bytes(SCHEDULES), bytes(Keys.LOCK), bytes(ZONE_RULES_MOVED));
    static final List<byte[]> ZONE_RULES_MOVE =
            List.of(bytes(Keys.SCHEDULED_JOBS), bytes(Keys.LOCK), bytes(SCHEDULES), bytes(ZONE_RULES_MOVED));
    static final List<byte[]> SCHEDULE_KEYS = List.of(bytes(SCHEDULES), bytes(SCHEDULE_NAMES));
    static final List<byte[]> QUARANTINED =
            List.of(bytes(QUARANTINE), bytes(QUARANTINE_REASONS), bytes(Keys.SCHEDULED_JOBS));
    static final List<byte[]> SCHEDULE_AND_QUARANTINE =
            List.of(bytes(Keys.SCHEDULED_JOBS), bytes(QUARANTINE), bytes(QUARANTINE_REASONS));

    private RqKeys() {}

    /**
     * @throws RedisException if this is a cluster; for queries of a single key that found nothing
     */
    static void refuseCluster(RedisConnection redis) {
        redis.refuseCluster(Keys.SCHEDULED_JOBS, MISSING);
    }

    /**
     * Returns the keys of the scripts that move jobs, as {@code job_set.lua} has them.
     *
     * @param set sorted set of ids of jobs by when they are due
     * @param lock lock that a scheduler must hold to move them
     */
    static List<byte[]> move(String set, String lock) {
        return List.of(
                bytes(set),
                bytes(lock),
                bytes(Keys.QUEUES),
                bytes(MISSING),
                bytes(QUARANTINE),
                bytes(QUARANTINE_REASONS),
                bytes(SCHEDULES));
    }

    /** Hash: a named schedule. */
    public static String schedule(String name) {
        return "rq:scheduling:schedule:" + name;
    }

    /** List: the outcomes of its due times, newest first. */
    public static String history(String name) {
        return "rq:scheduling:history:" + name;
    }
}
