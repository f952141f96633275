/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.embedded.RedisServer;
import java.util.Map;
import java.util.stream.Stream;
import redis.clients.jedis.RedisClient;

/** A real Redis for one test class, and the command pointed to it. */
public final class PrivateRedis implements AutoCloseable {

    private final RedisServer server = RedisServer.start();
    private final RedisClient client =
            RedisClient.builder().hostAndPort("127.0.0.1", server.port()).build();

    public PrivateRedis() {
        // .ci/servers goes by this line.
        System.out.println("tests run on " + server.version() + ", " + server.binary());
    }

    /** The plain client, to see and to spoil what is there. */
    public RedisClient client() {
        return client;
    }

    public SchedulerClient scheduler() {
        return SchedulerClient.connect(server.uri());
    }

    public String url() {
        return server.uri();
    }

    public int port() {
        return server.port();
    }

    public Map<String, String> env() {
        return Map.of("RQ_REDIS_URL", server.uri());
    }

    public CommandRun run(String... args) {
        return CommandRun.of(env(), args);
    }

    /** As {@link #run}, as a test of its JSON. */
    public CommandRun runJson(String... args) {
        return run(Stream.concat(Stream.of(args), Stream.of("--json")).toArray(String[]::new));
    }

    public void clear() {
        client.flushAll();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
