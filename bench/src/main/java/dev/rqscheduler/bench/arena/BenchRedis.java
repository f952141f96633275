/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.arena;

import dev.rqscheduler.bench.arena.Info.Section;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.embedded.RedisServerBuilder;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

/** A Redis of our own on the loopback interface that keeps nothing, and one connection to it to measure with. */
public final class BenchRedis implements Closeable {

    /** Loads of a million jobs and their deletion are single commands that take seconds. */
    private static final int PATIENCE_MILLIS = 120_000;

    private final RedisServer server;
    private final Jedis jedis;

    private BenchRedis(RedisServer server) {
        this.server = server;
        this.jedis = connect();
    }

    /** The server that the embedded module finds. */
    public static BenchRedis start() {
        return start(RedisServer.builder());
    }

    /** The server whose program is {@code binary}. */
    public static BenchRedis start(Path binary) {
        return start(RedisServer.builder().binary(binary));
    }

    private static BenchRedis start(RedisServerBuilder server) {
        return new BenchRedis(server.appendOnly(false)
                .config("slowlog-log-slower-than", "100")
                .config("slowlog-max-len", "20000")
                .start());
    }

    /** A further connection, the caller's to close. */
    public Jedis connect() {
        return new Jedis(
                new HostAndPort("127.0.0.1", server.port()),
                DefaultJedisClientConfig.builder()
                        .socketTimeoutMillis(PATIENCE_MILLIS)
                        .build());
    }

    /** For one thread at a time. */
    public Jedis jedis() {
        return jedis;
    }

    public String url() {
        return server.uri();
    }

    int port() {
        return server.port();
    }

    public String version() {
        return server.version();
    }

    public long pid() {
        return server.pid();
    }

    /** The time by Redis's clock. */
    public Instant now() {
        List<String> time = jedis.time();
        return Instant.ofEpochSecond(Long.parseLong(time.get(0)), Long.parseLong(time.get(1)) * 1_000);
    }

    public Info info(Section section) {
        return Info.parse(jedis.info(section.word()));
    }

    /** Counts commands and script runs from zero again. */
    public void resetCounters() {
        jedis.configResetStat();
        jedis.slowlogReset();
    }

    /**
     * The longest run of a script since the counters were reset, in microseconds; 0 if none took 100 or more.
     */
    public long longestScriptMicros() {
        long longest = 0;
        for (Object entry : (List<?>) jedis.sendCommand(Protocol.Command.SLOWLOG, "GET", "-1")) {
            List<?> fields = (List<?>) entry;
            String command =
                    new String((byte[]) ((List<?>) fields.get(3)).get(0), java.nio.charset.StandardCharsets.UTF_8);
            if (command.equalsIgnoreCase("evalsha") || command.equalsIgnoreCase("eval")) {
                longest = Math.max(longest, (Long) fields.get(2));
            }
        }
        return longest;
    }

    @Override
    public void close() {
        jedis.close();
        server.close();
    }
}
