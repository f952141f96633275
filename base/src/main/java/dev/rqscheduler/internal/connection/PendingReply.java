/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * A sent script call whose reply is still outstanding. Not thread-safe.
 *
 * <p>It holds a connection until {@link #await} or {@link #close}. If it is closed before its reply is read, the script
 * may or may not have run, as after {@link RedisException.Kind#UNREACHABLE}.
 */
public final class PendingReply implements AutoCloseable {

    private final RedisConnection redis;
    private final LuaScript script;
    private final List<byte[]> keys;
    private final List<byte[]> args;
    private ConnectionPool.@Nullable Lease lease;

    PendingReply(
            RedisConnection redis, LuaScript script, List<byte[]> keys, List<byte[]> args, ConnectionPool.Lease lease) {
        this.redis = redis;
        this.script = script;
        this.keys = keys;
        this.args = args;
        this.lease = lease;
    }

    /**
     * Waits for the reply; once.
     *
     * @return the reply in RESP2 terms: byte[], Long, List, or null
     * @throws RedisException if there is none, or an error
     */
    @Nullable
    public Object await() {
        ConnectionPool.Lease held = lease;
        if (held == null) {
            throw new IllegalStateException("the reply has been read, or given up");
        }
        lease = null;
        return redis.settle(held, script, connection -> {
            try {
                return connection.getOne();
            } catch (JedisNoScriptException unknown) {
                return connection.executeCommand(RedisConnection.evalText(script, keys, args));
            }
        });
    }

    /** Discards the reply if it was not read; the connection cannot be reused then. */
    @Override
    public void close() {
        if (lease != null) {
            redis.drop(lease);
            lease = null;
        }
    }
}
