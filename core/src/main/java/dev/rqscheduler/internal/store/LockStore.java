/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import static dev.rqscheduler.internal.connection.RedisConnection.bytes;

import dev.rqscheduler.internal.connection.LuaScript;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.connection.Reply;
import java.time.Duration;
import java.util.List;

/** The key {@code rq:scheduler_lock}, which Python's rq-scheduler takes with SET NX EX and any value. */
public final class LockStore {

    private static final LuaScript ACQUIRE = LuaScript.of("acquire_lock.lua");
    private static final LuaScript RENEW = LuaScript.of("renew_lock.lua");
    private static final LuaScript RELEASE = LuaScript.of("release_lock.lua");

    private final RedisConnection redis;

    public LockStore(RedisConnection redis) {
        this.redis = redis;
    }

    /**
     * The result of an attempt.
     *
     * @param ours whether we hold the lock now
     * @param holder the lock's value
     * @param restMillis how long it is valid without renewal; -1 if it never expires
     */
    public record Attempt(boolean ours, String holder, long restMillis) {}

    public Attempt acquire(String token, Duration lease) {
        Reply reply = Reply.of(redis.run(ACQUIRE, RqKeys.LOCK, List.of(bytes(token), millis(lease))));
        Reply holder = reply.at(1);
        return new Attempt(
                reply.at(0).number() == 1,
                holder.isNull() ? "" : holder.text(),
                reply.at(2).number());
    }

    /**
     * Extends the lease.
     *
     * @throws LeaseLostException if we no longer hold the lock
     */
    public void renew(String token, Duration lease) {
        Reply reply = Reply.of(redis.run(RENEW, RqKeys.LOCK, List.of(bytes(token), millis(lease))));
        if (reply.at(0).number() == 0) {
            throw new LeaseLostException(reply.at(1).text());
        }
    }

    /** Releases the lock and wakes waiting schedulers; returns false if we did not hold it. */
    public boolean release(String token) {
        return Reply.of(redis.run(RELEASE, RqKeys.LOCK, List.of(bytes(token), bytes(RqKeys.WAKE_UP))))
                        .number()
                == 1;
    }

    private static byte[] millis(Duration lease) {
        return bytes(lease.toMillis());
    }
}
