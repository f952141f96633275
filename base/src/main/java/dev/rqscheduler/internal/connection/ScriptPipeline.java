/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Many calls of one script over one connection, without waiting for each reply before the next is sent: while Redis
 * runs one, the arguments of the next are prepared.
 *
 * <p>Each call carries the script's source. With its digest Redis could reject one call as unknown (after SCRIPT FLUSH)
 * and know the next; resent, the first would run after calls that should follow it. The source costs Redis 2 % of a
 * call that keeps it busy for a millisecond.
 */
public final class ScriptPipeline {

    /** Enough that Redis never waits for us; calls in flight are held in memory on both sides. */
    static final int UNDER_WAY = 4;

    /**
     * After this the connection returns to the pool for a moment: other threads may be waiting for one, for at most the
     * timeout. A pause without a call in flight costs less than a millisecond.
     */
    static final int CALLS_A_TURN = 64;

    private final RedisConnection redis;
    private final LuaScript script;
    private final List<byte[]> keys;

    public ScriptPipeline(RedisConnection redis, LuaScript script, List<byte[]> keys) {
        this.redis = redis;
        this.script = script;
        this.keys = keys;
    }

    /**
     * Runs the script once for each list of arguments, in that order.
     *
     * @param calls supplies the next arguments only when they can be sent
     * @param replies receives each reply, in the order of the calls, until one fails
     * @throws RedisException as {@link RedisConnection#run}; up to three calls after the failed one may have run, too
     */
    public void run(Iterator<List<byte[]>> calls, Consumer<Reply> replies) {
        while (calls.hasNext()) {
            redis.guarded(script, connection -> {
                turn(connection, calls, replies);
                return true;
            });
        }
    }

    private void turn(Connection connection, Iterator<List<byte[]>> calls, Consumer<Reply> replies) {
        int sent = 0;
        int answered = 0;
        while (answered < sent || (sent < CALLS_A_TURN && calls.hasNext())) {
            if (sent - answered < UNDER_WAY && sent < CALLS_A_TURN && calls.hasNext()) {
                connection.sendCommand(RedisConnection.evalText(script, keys, calls.next()));
                sent++;
                continue;
            }
            answered++;
            Object reply;
            try {
                reply = connection.getOne();
            } catch (JedisDataException refused) {
                skip(connection, sent - answered, refused);
                throw refused;
            }
            replies.accept(Reply.of(reply));
        }
    }

    /** Drains the connection for reuse. If it breaks meanwhile, that is recorded on it; the refusal is what matters. */
    private static void skip(Connection connection, int replies, JedisDataException refused) {
        for (int i = 0; i < replies && !connection.isBroken(); i++) {
            try {
                connection.getOne();
            } catch (JedisException further) {
                refused.addSuppressed(further);
            }
        }
    }
}
