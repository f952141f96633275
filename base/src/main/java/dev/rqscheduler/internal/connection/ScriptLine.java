/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Script calls over one connection, sent without waiting for replies: Redis runs them, and the replies are read, in the
 * order in which they were sent. So Redis has the next call ready when it finishes one. Not thread-safe.
 *
 * <p>The first call of a script carries its source, so that Redis knows it from then on; the others its digest. Should
 * Redis forget it in between (SCRIPT FLUSH, within milliseconds), a call fails, and those after it may run: so this is
 * only for scripts that are safe in any order. It holds a connection until {@link #close}.
 */
public final class ScriptLine implements AutoCloseable {

    private final RedisConnection redis;
    private final ConnectionPool.Lease lease;
    private final Deque<LuaScript> underWay = new ArrayDeque<>();
    private final Set<LuaScript> told = new HashSet<>();
    private boolean broken;

    ScriptLine(RedisConnection redis, ConnectionPool.Lease lease) {
        this.redis = redis;
        this.lease = lease;
    }

    /**
     * Sends a call.
     *
     * @throws RedisException if it could not be sent; whether it and earlier calls run is unknown then
     */
    public void send(LuaScript script, List<byte[]> keys, List<byte[]> args) {
        try {
            lease.connection()
                    .send(
                            told.add(script)
                                    ? RedisConnection.evalText(script, keys, args)
                                    : RedisConnection.evalDigest(script, keys, args));
        } catch (JedisException e) {
            broken = true;
            throw redis.failed(e, script);
        }
        underWay.add(script);
    }

    /**
     * Reads the reply to the earliest call without one; there must be one.
     *
     * @return in RESP2 terms: byte[], Long, List, or null
     * @throws RedisException if there is none, or an error; later calls may have run
     */
    @Nullable
    public Object next() {
        LuaScript script = underWay.remove();
        try {
            return lease.connection().getOne();
        } catch (JedisException e) {
            broken = !(e instanceof JedisDataException);
            throw redis.failed(e, script);
        }
    }

    /** Reads the outstanding replies, so that the connection can be reused unless it is broken. */
    @Override
    public void close() {
        while (!broken && !underWay.isEmpty()) {
            try {
                next();
            } catch (RedisException behind) {
                // The failure that ended the line has already been reported, and each script is complete in itself.
            }
        }
        redis.end(lease, broken);
    }
}
