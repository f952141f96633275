/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.arena;

import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** The lab's own pooled connection to Redis, with all permissions and without a proxy. Thread-safe. */
public final class Admin implements Closeable {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_CONNECTIONS = 8;

    private final RedisClient client;

    Admin(int port) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(MAX_CONNECTIONS);
        pool.setJmxEnabled(false);
        pool.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
        this.client = RedisClient.builder()
                .hostAndPort(new HostAndPort("127.0.0.1", port))
                .clientConfig(DefaultJedisClientConfig.builder()
                        .protocol(RedisProtocol.RESP2)
                        .connectionTimeoutMillis((int) TIMEOUT.toMillis())
                        .socketTimeoutMillis((int) TIMEOUT.toMillis())
                        .build())
                .poolConfig(pool)
                .build();
    }

    /**
     * Sends a command.
     *
     * @return the reply in RESP2 terms
     * @throws JedisException if Redis cannot be reached, or answers with an error
     */
    public @Nullable Object call(String... words) {
        CommandArguments arguments = new CommandArguments(() -> bytes(words[0]));
        for (int i = 1; i < words.length; i++) {
            arguments.add(words[i]);
        }
        return client.executeCommand(arguments);
    }

    /** As {@link #call}, for commands that may be repeated: tries again if a fault has broken the connection. */
    public @Nullable Object insist(String... words) {
        for (int broken = 0; ; broken++) {
            try {
                return call(words);
            } catch (JedisConnectionException e) {
                // A fault may have broken every connection of the pool; only one more failure means anything.
                if (broken == MAX_CONNECTIONS) {
                    throw e;
                }
            }
        }
    }

    /** Returns the reply as a number. */
    public long number(String... words) {
        Object reply = insist(words);
        return reply instanceof Long number ? number : Long.parseLong(text(reply));
    }

    /** Returns the reply as strings; none if it is nil. */
    public List<String> texts(String... words) {
        return insist(words) instanceof List<?> list
                ? list.stream().map(Admin::text).toList()
                : List.of();
    }

    /** Returns the reply as a string; empty if it is nil. */
    public Optional<String> text(String... words) {
        return Optional.ofNullable(insist(words)).map(Admin::text);
    }

    /** Returns the time on Redis's clock. */
    public Instant time() {
        List<String> time = texts("TIME");
        return Instant.ofEpochSecond(Long.parseLong(time.get(0)), Long.parseLong(time.get(1)) * 1_000);
    }

    private static String text(@Nullable Object reply) {
        return reply instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(reply);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
