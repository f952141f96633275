/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisEndpoint;
import dev.rqscheduler.api.RedisException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * Connections to one Redis, from a small pool. Thread-safe. Connects on the first call; a broken connection is replaced
 * on the next.
 *
 * <p>Every call either returns or throws {@link RedisException}; after {@link RedisException.Kind#UNREACHABLE} a script may
 * or may not have run, which is why every script can safely be sent again.
 */
public final class RedisConnection implements AutoCloseable {

    /** How long a resolver with three dead name servers takes with usual system settings; nothing bounds it here. */
    private static final Duration LONGEST_LOOK_UP = Duration.ofSeconds(30);

    private final RedisConfig config;
    private final RedisRoute route;
    private final ConnectionPool pool;

    /** Whether it ever answered: until then it may not be a Redis, or may expect TLS. */
    private volatile boolean known;

    /** Whether it is known not to be a cluster, or that cannot be determined. */
    private volatile boolean standsAlone;

    /** @throws IllegalArgumentException if a file required for TLS is unusable */
    public RedisConnection(RedisConfig config, int maxConnections) {
        this.config = config;
        if (config.tls() != null) {
            // Read again at each connection, but errors in the files are better reported now.
            config.tls().check();
        }
        this.route = RedisRoute.of(config);
        this.pool = new ConnectionPool(route, config.clientName(), maxConnections, config.timeout());
    }

    public Duration timeout() {
        return config.timeout();
    }

    /**
     * Returns the maximum duration of a call before it fails: name lookup, connecting and a reply, plus each Sentinel's
     * share. Most fail far earlier.
     */
    public Duration longestCall() {
        int sentinels = config.endpoint() instanceof RedisEndpoint.Sentinel sentinel
                ? sentinel.sentinels().size()
                : 0;
        return LONGEST_LOOK_UP.plus(config.timeout().multipliedBy(3 + 2L * sentinels));
    }

    /** How many connections of the pool were opened to replace one that was lost or closed by the other side. */
    public long reconnects() {
        return pool.replaced();
    }

    public String address() {
        return config.address();
    }

    /**
     * Runs a script by its digest, or by its source if Redis does not (or no longer) know it: after a restart, a
     * failover or SCRIPT FLUSH.
     *
     * @return the reply in RESP2 terms: byte[], Long, List, or null
     */
    @Nullable
    public Object run(LuaScript script, List<byte[]> keys, List<byte[]> args) {
        return guarded(script, connection -> {
            try {
                return connection.executeCommand(evalDigest(script, keys, args));
            } catch (JedisNoScriptException unknown) {
                return connection.executeCommand(evalText(script, keys, args));
            }
        });
    }

    /**
     * Runs a script once for each list of arguments, in that order, and has the next call made while Redis runs one.
     *
     * @param calls asked for the next arguments only when they can be sent
     * @param replies receives each reply, in the order of the calls, until one fails
     * @throws RedisException as {@link #run}; up to three calls behind the one that failed may have run, too
     */
    public void runAll(LuaScript script, List<byte[]> keys, Iterator<List<byte[]>> calls, Consumer<Reply> replies) {
        while (calls.hasNext()) {
            try (ScriptPipeline pipeline = pipelineInOrder()) {
                pipeline.turn(script, keys, calls, replies);
            }
        }
    }

    /** For calls that are sent without waiting for replies, of scripts that hold in any order. */
    public ScriptPipeline pipeline() {
        return new ScriptPipeline(this, pool.take(), false);
    }

    /** For calls that are sent without waiting for replies and must run in the order in which they are sent. */
    public ScriptPipeline pipelineInOrder() {
        return new ScriptPipeline(this, pool.take(), true);
    }

    static CommandArguments evalText(LuaScript script, List<byte[]> keys, List<byte[]> args) {
        return eval(Command.EVAL, script.text(), keys, args);
    }

    static CommandArguments evalDigest(LuaScript script, List<byte[]> keys, List<byte[]> args) {
        return eval(Command.EVALSHA, script.digest(), keys, args);
    }

    private static CommandArguments eval(Command command, byte[] script, List<byte[]> keys, List<byte[]> args) {
        CommandArguments arguments = new CommandArguments(command).add(script).add(keys.size());
        keys.forEach(arguments::add);
        args.forEach(arguments::add);
        return arguments;
    }

    @Nullable
    public Object send(String command, byte[]... args) {
        CommandArguments arguments = new CommandArguments(() -> bytes(command));
        for (byte[] arg : args) {
            arguments.add(arg);
        }
        return guarded(null, connection -> connection.executeCommand(arguments));
    }

    /**
     * Checks that a reply saying that a key is absent does not come from a cluster node: one that would own that key
     * gives the same reply, though RQ can have nothing there. Checks once.
     *
     * @param one key, and {@code another}, of another hash slot, both of which the user may read
     * @throws RedisException of kind CLUSTER if this is a cluster
     */
    public void refuseCluster(String one, String another) {
        if (!standsAlone) {
            try {
                send("EXISTS", bytes(one), bytes(another));
            } catch (RedisException e) {
                if (e.kind() != RedisException.Kind.NOPERM) {
                    throw e;
                }
            }
            standsAlone = true;
        }
    }

    public Instant time() {
        return Reply.of(send("TIME")).redisTime();
    }

    /** Blocks until the subscription ends or the connection breaks. */
    void subscribe(Connection connection, JedisPubSub subscriber, String channel) {
        try {
            subscriber.proceed(connection, channel);
        } catch (JedisException e) {
            throw failure(e, null);
        }
    }

    /**
     * Opens a connection outside the pool, logged in and with the database selected, to the server the pool would now
     * connect to; the caller closes it.
     *
     * @param role its role in one word, which CLIENT LIST shows after the name
     * @throws RedisException if it cannot be opened
     */
    public DedicatedConnection dedicated(String role) {
        return new DedicatedConnection(open(role), address());
    }

    Connection open(String role) {
        return route.open(ThisProcess.withRole(config, role).clientName());
    }

    /** Returns connections to another database of the same server; the caller closes them. */
    public RedisConnection ofDatabase(int db) {
        return new RedisConnection(config.toBuilder().db(db).build(), 1);
    }

    public int database() {
        return config.db();
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Hands a connection of the pool to a call; what goes wrong becomes a {@link RedisException}. */
    <T extends @Nullable Object> T guarded(@Nullable LuaScript script, Function<Connection, T> call) {
        ConnectionPool.Lease lease = pool.take();
        boolean settled = false;
        try {
            T reply = call.apply(lease.connection());
            settled = true;
            known = true;
            return reply;
        } catch (JedisException e) {
            settled = e instanceof JedisDataException;
            throw failed(e, script);
        } finally {
            pool.giveBack(lease, settled);
        }
    }

    void end(ConnectionPool.Lease lease, boolean settled) {
        pool.giveBack(lease, settled);
    }

    /** Handles the effect of a failed call on the connections, and returns the exception to throw. */
    RedisException failed(JedisException e, @Nullable LuaScript script) {
        RedisException failure = failure(e, script);
        if (!(e instanceof JedisDataException) || failure.kind() == RedisException.Kind.READONLY) {
            // What broke this one has most likely broken all; and if a master has become a replica, the same name or
            // Sentinels may lead elsewhere by now.
            pool.evict();
        }
        return failure;
    }

    private RedisException failure(JedisException e, @Nullable LuaScript script) {
        boolean answered = known || config.tls() != null || e instanceof JedisDataException;
        return answered ? RedisErrors.calling(address(), e, script) : RedisErrors.unanswered("Redis", address(), e);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the decimal digits of a number, as used for arguments. */
    public static byte[] bytes(long number) {
        return bytes(Long.toString(number));
    }
}
