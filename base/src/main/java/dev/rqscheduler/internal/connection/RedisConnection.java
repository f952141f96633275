/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisEndpoint;
import dev.rqscheduler.api.RedisException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Connections to one Redis, from a small pool. Thread-safe. Connects at the first call, not before; a broken connection is
 * replaced at the next call.
 *
 * <p>Every call either returns or throws {@link RedisException}; after {@link RedisException.Kind#UNREACHABLE} a script may
 * have run or not, which is why each script can be sent again without harm.
 */
public final class RedisConnection implements AutoCloseable {

    /** What a resolver with three dead name servers takes, by the settings that most systems have; nothing bounds it here. */
    private static final Duration LONGEST_LOOK_UP = Duration.ofSeconds(30);

    private final RedisConfig config;
    private final Route route;
    private final ConnectionPool pool;

    /** Whether it ever answered: until then it may be no Redis, or one that speaks otherwise. */
    private volatile boolean known;

    /** Whether it is known to be no cluster, or that cannot be known. */
    private volatile boolean standsAlone;

    /**
     * @param maxConnections 1 or more
     * @throws IllegalArgumentException if a file that is needed for TLS cannot be used
     */
    public RedisConnection(RedisConfig config, int maxConnections) {
        this.config = config;
        if (config.tls() != null) {
            // Read again at each connection; what is wrong with the files now is better said now.
            config.tls().check();
        }
        this.route = Route.of(config);
        this.pool = new ConnectionPool(route, config.clientName(), maxConnections, config.timeout());
    }

    /** Longest wait for a connection and for each reply. */
    public Duration timeout() {
        return config.timeout();
    }

    /**
     * Longest that one call takes before it fails: the look-up of a name, connecting, and a reply, with Sentinels also what
     * each of them may take. Most fail far earlier.
     */
    public Duration longestCall() {
        int sentinels = config.endpoint() instanceof RedisEndpoint.Sentinel sentinel
                ? sentinel.sentinels().size()
                : 0;
        return LONGEST_LOOK_UP.plus(config.timeout().multipliedBy(3 + 2L * sentinels));
    }

    /** How many connections of the pool were opened in the place of one that was lost or closed by the other side. */
    public long reconnects() {
        return pool.replaced();
    }

    /** Where it is, for messages. */
    public String address() {
        return config.address();
    }

    /**
     * Runs a script by its digest, and by its text where Redis does not know it (any more): after a restart, a failover or
     * SCRIPT FLUSH.
     *
     * @return the reply in RESP2 terms: byte[], Long, List, or null
     */
    @Nullable
    public Object run(LuaScript script, List<byte[]> keys, List<byte[]> args) {
        return start(script, keys, args).await();
    }

    /**
     * Sends what {@link #run} sends, and returns without waiting for the reply, so that the caller can work while Redis does.
     *
     * @throws RedisException if it could not be sent; whether the script runs cannot be known then
     */
    public PendingReply start(LuaScript script, List<byte[]> keys, List<byte[]> args) {
        ConnectionPool.Lease lease = pool.take();
        boolean sent = false;
        try {
            lease.connection().send(evalDigest(script, keys, args));
            sent = true;
            return new PendingReply(this, script, keys, args, lease);
        } catch (JedisException e) {
            pool.evict();
            throw failure(e, script);
        } finally {
            if (!sent) {
                pool.drop(lease);
            }
        }
    }

    /** For calls that are sent without waiting for the replies to those before. */
    public ScriptLine line() {
        return new ScriptLine(this, pool.take());
    }

    /** Runs a script by its text, which Redis always understands. */
    static CommandArguments evalText(LuaScript script, List<byte[]> keys, List<byte[]> args) {
        return eval(Command.EVAL, script.text(), keys, args);
    }

    /** Runs a script by its digest, if Redis knows it. */
    static CommandArguments evalDigest(LuaScript script, List<byte[]> keys, List<byte[]> args) {
        return eval(Command.EVALSHA, script.digest(), keys, args);
    }

    private static CommandArguments eval(Command command, byte[] script, List<byte[]> keys, List<byte[]> args) {
        CommandArguments arguments = new CommandArguments(command).add(script).add(keys.size());
        keys.forEach(arguments::add);
        args.forEach(arguments::add);
        return arguments;
    }

    /** Sends one plain command. */
    @Nullable
    public Object send(String command, byte[]... args) {
        CommandArguments arguments = new CommandArguments(() -> bytes(command));
        for (byte[] arg : args) {
            arguments.add(arg);
        }
        return guarded(null, connection -> connection.executeCommand(arguments));
    }

    /**
     * For an answer that nothing is there, to a question about one key: a node of a cluster gives it, too, where that key would
     * be its own, though nothing of RQ's can be there. Asks once.
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

    /** The time by Redis's clock, to the microsecond. */
    public Instant time() {
        return Reply.of(send("TIME")).redisTime();
    }

    /** Receives messages of one channel on the calling thread until the subscription ends or the connection breaks. */
    void subscribe(Connection connection, JedisPubSub subscriber, String channel) {
        try {
            subscriber.proceed(connection, channel);
        } catch (JedisException e) {
            throw failure(e, null);
        }
    }

    /**
     * A connection outside the pool, logged in and with the database selected, to where the pool's connections would lead
     * now; the caller closes it.
     *
     * @param role what it is for, in a word, as CLIENT LIST shows it behind the name
     * @throws RedisException if there is none to be had
     */
    public DedicatedConnection dedicated(String role) {
        return new DedicatedConnection(open(role), address());
    }

    Connection open(String role) {
        return route.open(config.withClientRole(role).clientName());
    }

    /** Connections to another database of the same server; the caller closes them. */
    public RedisConnection ofDatabase(int db) {
        return new RedisConnection(config.withDb(db), 1);
    }

    /** Number of the database. */
    public int database() {
        return config.db();
    }

    @Override
    public void close() {
        pool.close();
    }

    void drop(ConnectionPool.Lease lease) {
        pool.drop(lease);
    }

    /** Hands a connection of the pool to a call; what goes wrong becomes a {@link RedisException}. */
    <T extends @Nullable Object> T guarded(@Nullable LuaScript script, Function<Connection, T> call) {
        return settle(pool.take(), script, call);
    }

    /** The last call on a connection, which goes back to the pool if nothing is outstanding on it. */
    <T extends @Nullable Object> T settle(
            ConnectionPool.Lease lease, @Nullable LuaScript script, Function<Connection, T> call) {
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
            end(lease, !settled);
        }
    }

    /** A connection has served; it goes back to the pool if nothing is outstanding on it and it is whole. */
    void end(ConnectionPool.Lease lease, boolean broken) {
        if (broken) {
            pool.drop(lease);
        } else {
            pool.giveBack(lease);
        }
    }

    /** What a failed call means for the connections: then it is to be thrown. */
    RedisException failed(JedisException e, @Nullable LuaScript script) {
        RedisException failure = failure(e, script);
        if (!(e instanceof JedisDataException) || failure.kind() == RedisException.Kind.READONLY) {
            // What broke this one has most likely broken all; and where a master has become a replica,
            // the same name or the same Sentinels may lead to another by now.
            pool.evict();
        }
        return failure;
    }

    private RedisException failure(JedisException e, @Nullable LuaScript script) {
        boolean answered = known || config.tls() != null || e instanceof JedisDataException;
        return answered ? Failures.calling(address(), e, script) : Failures.unanswered("Redis", address(), e);
    }

    /** The UTF-8 bytes of a text, as keys and arguments go to Redis. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
