/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * Script calls over one connection that are sent without waiting for replies: Redis runs them, and the replies are taken, in
 * the order in which they were sent. So the caller can work while Redis does, and Redis has the next call at hand when it has
 * done one. Holds a connection until {@link #close}. Not thread-safe.
 *
 * <p>A call carries the script's digest. If Redis does not know the script (after a restart, a failover or SCRIPT FLUSH), the call
 * is sent again with the text when its reply is taken: it then runs after those that were sent behind it. Where that matters,
 * {@link RedisConnection#pipelineInOrder} sends the text with each call, which costs Redis 2 % of a call that keeps it busy for a
 * millisecond.
 */
public final class ScriptPipeline implements AutoCloseable {

    /** Enough that Redis never waits for us; calls in flight are held in memory on both sides. */
    static final int UNDER_WAY = 4;

    /**
     * Then {@link RedisConnection#runAll} gives the connection back to the pool for a moment. Other threads may wait
     * for one, and not for longer than the timeout; a pause without a call under way costs less than a millisecond.
     */
    static final int CALLS_A_TURN = 64;

    private record Call(LuaScript script, List<byte[]> keys, List<byte[]> args) {
        CommandArguments byText() {
            return RedisConnection.evalText(script, keys, args);
        }
    }

    private record Answer(@Nullable Object reply, @Nullable JedisDataException error) {}

    private final RedisConnection redis;
    private final ConnectionPool.Lease lease;
    private final boolean inOrder;
    private final Deque<Call> underWay = new ArrayDeque<>();

    /** Answers to the first of the calls under way that had to be read before their turn. */
    private final Deque<Answer> early = new ArrayDeque<>();

    private boolean broken;
    private boolean closed;

    ScriptPipeline(RedisConnection redis, ConnectionPool.Lease lease, boolean inOrder) {
        this.redis = redis;
        this.lease = lease;
        this.inOrder = inOrder;
    }

    /**
     * Sends a call.
     *
     * @throws RedisException if it could not be sent; whether it and those before it run cannot be known then
     */
    public void send(LuaScript script, List<byte[]> keys, List<byte[]> args) {
        Call call = new Call(script, keys, args);
        try {
            lease.connection().send(inOrder ? call.byText() : RedisConnection.evalDigest(script, keys, args));
        } catch (JedisException e) {
            broken = true;
            throw redis.failed(e, script);
        }
        underWay.add(call);
    }

    /**
     * Returns the reply to the earliest call that has none yet; there must be one.
     *
     * @return in RESP2 terms: byte[], Long, List, or null
     * @throws RedisException if there is none, or an error; the calls behind it may have run
     */
    @Nullable
    public Object next() {
        Call call = underWay.remove();
        try {
            return answer(call);
        } catch (JedisException e) {
            broken |= !(e instanceof JedisDataException);
            throw redis.failed(e, call.script());
        }
    }

    private @Nullable Object answer(Call call) {
        Answer answer = early.isEmpty() ? read() : early.remove();
        if (answer.error() instanceof JedisNoScriptException) {
            // What was sent behind it is answered first.
            while (early.size() < underWay.size()) {
                early.add(read());
            }
            return lease.connection().executeCommand(call.byText());
        }
        if (answer.error() != null) {
            throw answer.error();
        }
        return answer.reply();
    }

    private Answer read() {
        try {
            return new Answer(lease.connection().getOne(), null);
        } catch (JedisDataException error) {
            return new Answer(null, error);
        }
    }

    /** Makes some of the calls, and hands on the replies to them. */
    void turn(LuaScript script, List<byte[]> keys, Iterator<List<byte[]>> calls, Consumer<Reply> replies) {
        int sent = 0;
        while (!underWay.isEmpty() || (sent < CALLS_A_TURN && calls.hasNext())) {
            if (underWay.size() < UNDER_WAY && sent < CALLS_A_TURN && calls.hasNext()) {
                send(script, keys, calls.next());
                sent++;
            } else {
                replies.accept(Reply.of(next()));
            }
        }
    }

    /** Takes what replies are outstanding, so that the connection can be used again; where it is broken, it is not. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        while (!broken && !underWay.isEmpty()) {
            try {
                next();
            } catch (RedisException behind) {
                // What ended the pipeline has been reported, and each script is whole for itself.
            }
        }
        redis.end(lease, !broken);
    }
}
