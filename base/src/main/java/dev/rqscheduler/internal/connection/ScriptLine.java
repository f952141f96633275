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
 * Script calls over one connection that are sent without waiting for replies: Redis runs them, and the replies are taken, in
 * the order in which they were sent. So Redis has the next call at hand when it has done one. Not thread-safe.
 *
 * <p>The first call of a script carries its text, so that Redis knows it from then on; the others its digest. Should Redis
 * forget it in between (SCRIPT FLUSH, within milliseconds), a call fails, and those behind it may run: so this is for scripts
 * that hold in any order. It holds a connection until {@link #close}.
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
     * @throws RedisException if it could not be sent; whether it and those before it run cannot be known then
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
     * The reply to the earliest call that has none yet; there must be one.
     *
     * @return in RESP2 terms: byte[], Long, List, or null
     * @throws RedisException if there is none, or an error; the calls behind it may have run
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

    /** Takes what replies are outstanding, so that the connection can be used again; where it is broken, it is not. */
    @Override
    public void close() {
        while (!broken && !underWay.isEmpty()) {
            try {
                next();
            } catch (RedisException behind) {
                // What ended the line was told already, and each script is whole for itself.
            }
        }
        redis.end(lease, broken);
    }
}
