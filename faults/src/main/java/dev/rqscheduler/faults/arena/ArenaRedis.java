/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.arena;

import dev.rqscheduler.embedded.RedisServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The Redis of an arena. It appends every write to its file before it replies, so that the file survives kill -9 and is a
 * complete record at the end. Not {@code appendfsync everysec}: with that, Redis holds a write back for up to two seconds
 * while a sync is under way, and replies all the same.
 */
public final class ArenaRedis implements Closeable {

    /** The user of the schedulers, whose rights can be taken away. */
    public static final String USER = "sched";

    public static final String PASSWORD = "arena";

    private static final String[] ALL_RIGHTS = {"on", ">" + PASSWORD, "~*", "&*", "+@all"};

    /** What a write takes in the file, roughly: only by this it is known how many there are. */
    private static final long BYTES_A_COMMAND = 110;

    private final Path folder;
    private final boolean recording;
    private final int port = Ports.free();
    private RedisServer server;
    private final Admin admin;

    private ArenaRedis(Path folder, boolean recording) {
        this.folder = folder;
        this.recording = recording;
        this.server = start(0);
        this.admin = new Admin(port);
    }

    /** One that records every write in {@code folder}. */
    public static ArenaRedis recording(Path folder) {
        return new ArenaRedis(folder, true);
    }

    /** One that keeps nothing, for long runs with much load. */
    public static ArenaRedis inMemory(Path folder) {
        return new ArenaRedis(folder, false);
    }

    private RedisServer start(int loadDelay) {
        var builder = RedisServer.builder()
                .folder(folder)
                .port(port)
                .appendOnly(recording)
                .config(
                        "user",
                        Stream.concat(Stream.of(USER), Stream.of(ALL_RIGHTS)).toArray(String[]::new));
        if (recording) {
            builder.config("appendfsync", "no")
                    .config("aof-use-rdb-preamble", "no")
                    .config("auto-aof-rewrite-percentage", "0");
        }
        if (loadDelay != 0) {
            builder.config("key-load-delay", Integer.toString(loadDelay));
        }
        return builder.start();
    }

    public int port() {
        return port;
    }

    public String version() {
        return server.version();
    }

    public Admin admin() {
        return admin;
    }

    /** For clients with all rights and past all proxies. */
    public String url() {
        return "redis://127.0.0.1:" + port + "/0";
    }

    /** Ends it in order and starts it again with its data. */
    public void restart() {
        server.restart();
    }

    /** As {@code kill -9}, and starts it again with its data. */
    public void crash() {
        server.kill();
        server.restart();
    }

    /** Ends it in order; {@link #restart()} starts it again. Then its append-only file can be read. */
    public void end() {
        server.stop();
    }

    /**
     * Ends it and starts it again so slowly that it answers LOADING for about so long.
     *
     * @param millis at most some seconds, as the start has to end within ten
     */
    public void restartSlowly(long millis) {
        server.close();
        // A delay of less than a microsecond for each command is had by sleeping at every n-th, which takes about 60.
        long commands = Math.max(1, recordedBytes() / BYTES_A_COMMAND);
        long everyNth = Math.max(1, commands * 60 / (millis * 1_000));
        server = start(Math.toIntExact(-everyNth));
        admin.insist("CONFIG", "SET", "key-load-delay", "0");
    }

    private long recordedBytes() {
        try (Stream<Path> files = Files.walk(folder)) {
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

    public void suspend() {
        server.suspend();
    }

    public void resume() {
        server.resume();
    }

    /** Gives the schedulers all rights again. */
    public void allRights() {
        rights(Stream.concat(Stream.of("reset"), Stream.of(ALL_RIGHTS)).toArray(String[]::new));
    }

    /** Changes the rights of the schedulers, in the words of ACL SETUSER. */
    public void rights(String... rules) {
        admin.insist(Stream.concat(Stream.of("ACL", "SETUSER", USER), Stream.of(rules))
                .toArray(String[]::new));
    }

    /** Where its append-only file is. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        admin.close();
        server.close();
    }
}
