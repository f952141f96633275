/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.testing;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.process.SchedulerLoop;
import dev.rqscheduler.internal.process.SchedulerOptions;
import dev.rqscheduler.web.WebOptions;
import dev.rqscheduler.web.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Map;
import redis.clients.jedis.RedisClient;

/** A web server on a real redis-server, and a client to prepare and inspect data. */
public final class TestSite implements AutoCloseable {

    public static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String BEARER = "Authorization: Bearer " + TOKEN;
    private static final String JSON = "Content-Type: application/json";

    private static final RedisServer REDIS = RedisServer.start();
    private static final RedisClient CLIENT = RedisClient.create(REDIS.uri());

    static {
        // Records in the test reports which server was tested.
        System.out.println("tests run on " + REDIS.version() + ", " + REDIS.binary());
    }

    private final WebServer server;
    private final SchedulerClient scheduler = SchedulerClient.connect(REDIS.uri());

    public final RawHttp http;

    private TestSite(WebOptions options) {
        try {
            server = WebServer.start(options, RedisConfig.parse(REDIS.uri()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http = new RawHttp(URI.create(server.url()).getPort());
    }

    public static TestSite open() {
        return open(false);
    }

    public static TestSite open(boolean hideArguments) {
        return new TestSite(
                WebOptions.at(0).withToken(TOKEN).withCronZone(ZoneOffset.UTC).withHideArguments(hideArguments));
    }

    public static RedisClient redis() {
        return CLIENT;
    }

    public WebServer server() {
        return server;
    }

    public SchedulerClient scheduler() {
        return scheduler;
    }

    public RawHttp.Answer get(String path) {
        return http.send("GET " + path);
    }

    /** Sends a request with the token. */
    public RawHttp.Answer change(String line, String body) {
        return body.isEmpty() ? http.send(line, BEARER) : http.sendBody(line, body, BEARER, JSON);
    }

    /** Runs a scheduler that moves all due jobs and then exits; the web server listens to it. */
    public void moveWhatIsDue() {
        try (RedisConnection redis = new RedisConnection(RedisConfig.parse(REDIS.uri()), 4)) {
            SchedulerOptions options =
                    SchedulerOptions.defaults().withBurst(true).withCronZone(ZoneOffset.UTC);
            new SchedulerLoop(options, redis, server.listener(), Map.of()).run();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        scheduler.close();
    }
}
