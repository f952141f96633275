/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.redis;

import static dev.rqscheduler.redis.connection.RedisConnection.bytes;

import dev.rqscheduler.wire.Keys;
import java.util.List;

/** Key lists as the scripts want them. Keys of our own live under {@code rq:scheduling:}, where RQ keeps nothing. */
public final class RqKeys {

    public static final String MISSING = "rq:scheduling:missing";
    public static final String QUARANTINE = "rq:scheduling:quarantine";
    public static final String QUARANTINE_REASONS = "rq:scheduling:quarantine:reasons";

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
            bytes(QUARANTINE_REASONS));
    static final List<byte[]> QUARANTINED =
            List.of(bytes(QUARANTINE), bytes(QUARANTINE_REASONS), bytes(Keys.SCHEDULED_JOBS));
    static final List<byte[]> SCHEDULE_AND_QUARANTINE =
            List.of(bytes(Keys.SCHEDULED_JOBS), bytes(QUARANTINE), bytes(QUARANTINE_REASONS));

    private RqKeys() {}
}
