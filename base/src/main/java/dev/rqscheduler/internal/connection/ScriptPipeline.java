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
 * Many calls of one script over one connection, without waiting for each reply before the next is sent: while Redis runs
 * one, the arguments of the next are made.
 *
 * <p>Each call carries the script's text. By its digest Redis could refuse one call as unknown (after SCRIPT FLUSH) and know
 * the next; sent again, the first would run after calls that were to follow it. The text costs Redis 2 % of a
 * call that keeps it busy for a millisecond.
 */
public final class ScriptPipeline {

    /** Enough that Redis never waits for us; what is under way is held in memory on both sides. */
    static final int UNDER_WAY = 4;

    /**
     * Then the connection goes back to the pool for a moment. Other threads may wait for one, and not for longer than the
     * timeout; a pause without a call under way costs less than a millisecond.
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
     * @param calls asked for the next arguments only when they can be sent
     * @param replies told each reply, in the order of the calls, until one fails
     * @throws RedisException as {@link RedisConnection#run}; up to three calls behind the one that failed may have run, too
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

    /** So that the connection can be used again. If it breaks meanwhile that is noted on it; the refusal is the news. */
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
