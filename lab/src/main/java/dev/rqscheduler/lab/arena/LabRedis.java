/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.arena;

import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.embedded.RedisServerBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

/** A private Redis on the loopback interface, and the lab's own connections to it. */
public final class LabRedis implements Closeable {

    /** The user of a campaign's schedulers, whose permissions can be revoked. */
    public static final String USER = "sched";

    static final String PASSWORD = "arena";

    private static final String[] ALL_PERMISSIONS = {"on", ">" + PASSWORD, "~*", "&*", "+@all"};
    private static final String LOCK = "rq:scheduler_lock";

    /** Approximate size of a write in the append-only file, from which the number of writes is estimated. */
    private static final long BYTES_PER_COMMAND = 110;

    /** Loading a million jobs and deleting them are single commands that take seconds. */
    private static final Duration MEASURING_TIMEOUT = Duration.ofMinutes(2);

    private static final Duration LEADER_LIMIT = Duration.ofMinutes(1);

    private final Supplier<RedisServerBuilder> settings;
    private final int port = Ports.free();
    private final Admin admin = new Admin(port);
    private RedisServer server;
    private @Nullable Jedis jedis;

    private LabRedis(Supplier<RedisServerBuilder> settings) {
        this.settings = settings;
        this.server = settings.get().port(port).start();
    }

    /**
     * A server that records every write in {@code folder}. Each write is in the append-only file before the reply, so the file
     * survives kill -9 and is a complete record at the end. With {@code appendfsync everysec} it would not be: Redis then holds
     * a write back for up to two seconds during a sync, and replies nevertheless.
     */
    public static LabRedis recording(Path folder) {
        return new LabRedis(() -> withUser()
                .folder(folder)
                .appendOnly(true)
                .config("appendfsync", "no")
                .config("aof-use-rdb-preamble", "no")
                .config("auto-aof-rewrite-percentage", "0"));
    }

    /** A server without persistence, for long runs under heavy load. */
    public static LabRedis inMemory() {
        return new LabRedis(() -> withUser().appendOnly(false));
    }

    /** A server without persistence that keeps script times, for measurements. */
    public static LabRedis forMeasurement() {
        return new LabRedis(() -> measuring(RedisServer.builder()));
    }

    /**
     * As {@link #forMeasurement()}, with another program.
     *
     * @param binary the server's program
     */
    public static LabRedis forMeasurement(Path binary) {
        return new LabRedis(() -> measuring(RedisServer.builder().binary(binary)));
    }

    private static RedisServerBuilder withUser() {
        return RedisServer.builder()
                .config(
                        "user",
                        Stream.concat(Stream.of(USER), Stream.of(ALL_PERMISSIONS))
                                .toArray(String[]::new));
    }

    private static RedisServerBuilder measuring(RedisServerBuilder server) {
        return server.appendOnly(false).config("slowlog-log-slower-than", "100").config("slowlog-max-len", "20000");
    }

    public int port() {
        return port;
    }

    public String version() {
        return server.version();
    }

    public long pid() {
        return server.pid();
    }

    /** The data folder. */
    public Path folder() {
        return server.folder();
    }

    /** The URL for clients with all permissions that bypass any proxy. */
    public String url() {
        return "redis://127.0.0.1:" + port + "/0";
    }

    /** A pooled connection with all permissions that bypasses any proxy. Thread-safe. */
    public Admin admin() {
        return admin;
    }

    /** The time on Redis's clock. */
    public Instant now() {
        return admin.time();
    }

    /** The connection to measure with; for one thread at a time. */
    public Jedis jedis() {
        if (jedis == null) {
            jedis = connect();
        }
        return jedis;
    }

    /** A further connection, to be closed by the caller. */
    public Jedis connect() {
        return new Jedis(
                new HostAndPort("127.0.0.1", port),
                DefaultJedisClientConfig.builder()
                        .socketTimeoutMillis((int) MEASURING_TIMEOUT.toMillis())
                        .build());
    }

    /** The command and latency statistics since {@link #resetCounters()}. */
    public RedisInfo info() {
        return RedisInfo.parse(jedis().info("commandstats") + jedis().info("latencystats"));
    }

    /** Resets the statistics of commands and the log of slow scripts. */
    public void resetCounters() {
        jedis().configResetStat();
        jedis().slowlogReset();
    }

    /** The longest run of a script since {@link #resetCounters()}, in microseconds; 0 if none took 100 or more. */
    public long longestScriptMicros() {
        long longest = 0;
        for (Object entry : (List<?>) jedis().sendCommand(Protocol.Command.SLOWLOG, "GET", "-1")) {
            List<?> fields = (List<?>) entry;
            String command = new String((byte[]) ((List<?>) fields.get(3)).get(0), StandardCharsets.UTF_8);
            if (command.equalsIgnoreCase("evalsha") || command.equalsIgnoreCase("eval")) {
                longest = Math.max(longest, (Long) fields.get(2));
            }
        }
        return longest;
    }

    /** Waits until a scheduler holds the lock. */
    public void awaitLeader() throws InterruptedException {
        Poll.until("a scheduler becomes leader", LEADER_LIMIT, Duration.ofMillis(5), () -> jedis().exists(LOCK));
    }

    /** Stops the server cleanly and starts it again with its data. */
    public void restart() {
        server.restart();
    }

    /** Kills the server as {@code kill -9} does and starts it again with its data. */
    public void crash() {
        server.kill();
        server.restart();
    }

    /** Stops the server cleanly; {@link #restart()} starts it again. A stopped server's append-only file can be read. */
    public void stop() {
        server.stop();
    }

    /**
     * Stops the server and starts it again so slowly that it answers LOADING for about {@code millis}.
     *
     * @param millis a few seconds at most: the start must be over within ten
     */
    public void restartSlowly(long millis) {
        server.close();
        // Redis reaches a delay of less than a microsecond per command by sleeping at every n-th, for about 60.
        long commands = Math.max(1, recordedBytes() / BYTES_PER_COMMAND);
        long everyNth = Math.max(1, commands * 60 / (millis * 1_000));
        server = settings.get()
                .port(port)
                .config("key-load-delay", Integer.toString(Math.toIntExact(-everyNth)))
                .start();
        admin.insist("CONFIG", "SET", "key-load-delay", "0");
    }

    private long recordedBytes() {
        try (Stream<Path> files = Files.walk(folder())) {
            long sum = 0;
            for (Path file :
                    files.filter(path -> path.toString().contains(".aof")).toList()) {
                sum += Files.size(file);
            }
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends SIGSTOP. */
    public void suspend() {
        server.suspend();
    }

    /** Sends SIGCONT. */
    public void resume() {
        server.resume();
    }

    /** Gives the schedulers' user all permissions again. */
    public void grantAll() {
        permissions(
                Stream.concat(Stream.of("reset"), Stream.of(ALL_PERMISSIONS)).toArray(String[]::new));
    }

    /** Changes the permissions of the schedulers' user by rules of ACL SETUSER. */
    public void permissions(String... rules) {
        admin.insist(Stream.concat(Stream.of("ACL", "SETUSER", USER), Stream.of(rules))
                .toArray(String[]::new));
    }

    @Override
    public void close() {
        if (jedis != null) {
            jedis.close();
        }
        admin.close();
        server.close();
    }
}
