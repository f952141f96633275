/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.testing;

import dev.rqscheduler.api.RedisEndpoint;
import dev.rqscheduler.embedded.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import redis.clients.jedis.RedisClient;

/** One real Sentinel, which takes half a second of silence for death. */
public final class SentinelServer implements AutoCloseable {

    public static final String MASTER = "mymaster";
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final RedisEndpoint.Tcp place;
    private final String password;

    private SentinelServer(Process process, RedisEndpoint.Tcp place, String password) {
        this.process = process;
        this.place = place;
        this.password = password;
    }

    /**
     * @param folder for its files
     * @param watched the server that it takes for the master
     * @param quorum how many Sentinels must agree before a failover
     * @param password its own; empty for none
     */
    public static SentinelServer start(Path folder, RedisServer watched, int quorum, String password) {
        int port = TlsRedis.freePort();
        List<String> lines = new ArrayList<>(List.of(
                "port " + port,
                "bind 127.0.0.1",
                "sentinel monitor " + MASTER + " 127.0.0.1 " + watched.port() + " " + quorum,
                "sentinel down-after-milliseconds " + MASTER + " 500",
                "sentinel failover-timeout " + MASTER + " 5000"));
        if (!password.isEmpty()) {
            lines.add("requirepass " + password);
        }
        // Such as "/usr/bin/redis-server (PATH)".
        String binary = watched.binary().substring(0, watched.binary().lastIndexOf(" ("));
        Path file = folder.resolve("sentinel-" + port + ".conf");
        try {
            Files.write(file, lines);
            Process process = new ProcessBuilder(binary, file.toString(), "--sentinel")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("sentinel-" + port + ".log").toFile())
                    .start();
            SentinelServer started = new SentinelServer(process, new RedisEndpoint.Tcp("127.0.0.1", port), password);
            started.awaitInfo("name=" + MASTER);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RedisEndpoint.Tcp place() {
        return place;
    }

    /** A plain client of it. */
    public RedisClient client() {
        return RedisClient.create("redis://" + (password.isEmpty() ? "" : ":" + password + "@") + place);
    }

    void awaitInfo(String text) {
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            try (RedisClient client = client()) {
                return String.valueOf(client.info("sentinel")).contains(text);
            }
        });
    }

    /** From now on it takes another server for the master. */
    public void watch(RedisServer server) {
        try (RedisClient client = client()) {
            Admin.call(client, "SENTINEL", "REMOVE", MASTER);
            Admin.call(client, "SENTINEL", "MONITOR", MASTER, "127.0.0.1", Integer.toString(server.port()), "2");
        }
    }

    /** As {@code kill -9}. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
