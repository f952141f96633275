/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.wire.Keys;
import java.util.List;

/** Key lists as the scripts want them. Keys of our own live under {@code rq:scheduling:}, where RQ keeps nothing. */
public final class RqKeys {

    public static final String MISSING = "rq:scheduling:missing";
    public static final String QUARANTINE = "rq:scheduling:quarantine";
    public static final String QUARANTINE_REASONS = "rq:scheduling:quarantine:reasons";

    /** Sorted set: names of schedules by when their time comes. */
    public static final String SCHEDULES = "rq:scheduling:schedules";

    /** Sorted set: names of all schedules, all with score 0, so in the order of their letters. */
    public static final String SCHEDULE_NAMES = "rq:scheduling:schedule-names";

    /** Sorted set: names of schedulers of ours by their latest heartbeat, in seconds. */
    public static final String SCHEDULERS = "rq:scheduling:schedulers";

    /** Hash: the rules of time zones by which the due times that are stored were computed. */
    public static final String ZONE_RULES = "rq:scheduling:zone-rules";

    /** Hash: jobs and schedules that have new scores already, while due times are computed again. */
    static final String ZONE_RULES_MOVED = "rq:scheduling:zone-rules:moved";

    /** Pub/sub channel on which a scheduler hears of an earlier due time or of a free lock. */
    public static final String WAKE_UP = "rq:scheduling:wake-up";

    public static final List<byte[]> SCHEDULE = List.of(bytes(Keys.SCHEDULED_JOBS));
    public static final List<byte[]> LOCK = List.of(bytes(Keys.LOCK));
    public static final byte[] QUEUE_SET = bytes(Keys.QUEUES);
    public static final List<byte[]> MOVE = List.of(
            bytes(Keys.SCHEDULED_JOBS),
            bytes(Keys.LOCK),
            bytes(Keys.QUEUES),
            bytes(MISSING),
            bytes(QUARANTINE),
            bytes(QUARANTINE_REASONS),
            bytes(SCHEDULES));
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
     * @throws RedisException if this is a cluster; for where a single key was asked for, and there was nothing
     */
    static void refuseCluster(RedisConnection redis) {
        redis.refuseCluster(Keys.SCHEDULED_JOBS, MISSING);
    }

    /** Hash: a named schedule. */
    public static String schedule(String name) {
        return "rq:scheduling:schedule:" + name;
    }

    /** List: what became of its due times, newest first. */
    public static String history(String name) {
        return "rq:scheduling:history:" + name;
    }
}
