/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * Connections to one Redis, from a small pool. Thread-safe. Connects at the first call, not before; a broken connection is
 * replaced at the next call.
 *
 * <p>Every call either returns or throws {@link RedisFailure}; after {@link RedisFailure.Kind#UNREACHABLE} a script may
 * have run or not, which is why each script can be sent again without harm.
 */
public final class RedisConnection implements AutoCloseable {

    private final RedisConfig config;
    private final RedisClient client;

    public RedisConnection(RedisConfig config, int maxConnections) {
        this.config = config;
        this.client = RedisClient.builder()
                .hostAndPort(new HostAndPort(config.host(), config.port()))
                .clientConfig(clientConfig(config))
                .poolConfig(poolConfig(maxConnections, config.timeout()))
                .build();
    }

    /** Longest wait for a connection and for each reply. */
    public Duration timeout() {
        return config.timeout();
    }

    /** Host and port, for messages. */
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
    Object run(LuaScript script, List<byte[]> keys, List<byte[]> args) {
        return guarded(() -> {
            try {
                return client.evalsha(script.digest(), keys, args);
            } catch (JedisNoScriptException unknown) {
                return client.eval(script.text(), keys, args);
            }
        });
    }

    /** Sends one plain command. */
    @Nullable
    Object send(Protocol.Command command, byte[]... args) {
        return guarded(() -> {
            CommandArguments arguments = new CommandArguments(command);
            for (byte[] arg : args) {
                arguments.add(arg);
            }
            return client.executeCommand(arguments);
        });
    }

    /** The time by Redis's clock, to the microsecond. */
    public Instant time() {
        return Reply.of(send(Protocol.Command.TIME)).redisTime();
    }

    /** A connection outside the pool, logged in and ready; the caller closes it. */
    Connection open() {
        return guarded(() -> {
            Connection connection = new Connection(new HostAndPort(config.host(), config.port()), clientConfig(config));
            connection.connect();
            return connection;
        });
    }

    /** Receives messages of one channel on the calling thread until the subscription ends or the connection breaks. */
    void subscribe(Connection connection, JedisPubSub subscriber, String channel) {
        guarded(() -> {
            subscriber.proceed(connection, channel);
            return true;
        });
    }

    /**
     * A connection outside the pool, logged in and with the database selected; the caller closes it.
     *
     * @throws RedisFailure if there is none to be had
     */
    Connection open() {
        return guarded(() -> new Connection(new HostAndPort(config.host(), config.port()), clientConfig(config)));
    }

    @Override
    public void close() {
        client.close();
    }

    private <T extends @Nullable Object> T guarded(Call<T> call) {
        try {
            return call.get();
        } catch (JedisConnectionException e) {
            throw unreachable(e);
        } catch (JedisDataException e) {
            String reply = String.valueOf(e.getMessage());
            throw new RedisFailure(RedisFailure.Kind.of(reply), "Redis at " + address() + " answered: " + reply, e);
        } catch (JedisException e) {
            throw unreachable(e);
        }
    }

    private RedisFailure unreachable(JedisException e) {
        Throwable root = rootOf(e);
        String reply = String.valueOf(root.getMessage());
        if (root instanceof JedisDataException) {
            // A refused login arrives wrapped as a failed connection; what Redis answered is the news.
            return new RedisFailure(RedisFailure.Kind.of(reply), "Redis at " + address() + " answered: " + reply, e);
        }
        String detail = root.getMessage() == null ? root.getClass().getSimpleName() : reply;
        return new RedisFailure(RedisFailure.Kind.UNREACHABLE, "no Redis at " + address() + " (" + detail + ")", e);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        // Jedis tries each address of a host, and hides what went wrong with them behind "Failed to connect".
        return root.getSuppressed().length == 0 ? root : rootOf(root.getSuppressed()[0]);
    }

    private static DefaultJedisClientConfig clientConfig(RedisConfig config) {
        int millis = Math.toIntExact(config.timeout().toMillis());
        DefaultJedisClientConfig.Builder builder = DefaultJedisClientConfig.builder()
                // Reply types differ in RESP3, which Jedis 8 would choose by itself.
                .protocol(RedisProtocol.RESP2)
                // CLIENT SETINFO is unknown to Redis before 7.2 and forbidden by some managed ones.
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .connectionTimeoutMillis(millis)
                .socketTimeoutMillis(millis)
                .database(config.db())
                .user(config.user())
                .password(config.password());
        if (config.tls()) {
            // Without options of its own Jedis 7.4 does not compare the host name with the certificate.
            builder.sslOptions(SslOptions.defaults());
        }
        return builder.build();
    }

    private static ConnectionPoolConfig poolConfig(int maxConnections, Duration longestWait) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(maxConnections);
        pool.setMaxIdle(maxConnections);
        pool.setMinIdle(0);
        pool.setMaxWait(longestWait);
        pool.setJmxEnabled(false);
        // No evictor thread, no PING by the pool: a scheduler that idles sends nothing that is not its own.
        pool.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
        pool.setTestWhileIdle(false);
        return pool;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private interface Call<T extends @Nullable Object> {
        T get();
    }
}
