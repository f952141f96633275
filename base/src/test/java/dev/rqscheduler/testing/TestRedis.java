/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.testing;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.internal.connection.RedisConnection;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.RedisClient;

/** One real redis-server for all tests of a JVM, emptied before each test. Tests do not run in parallel. */
public final class TestRedis implements BeforeEachCallback {

    private static final RedisServer SERVER = RedisServer.start();
    private static final RedisClient CLIENT = RedisClient.create(SERVER.uri());

    static {
        // For the reports: which server the tests of this JVM are about.
        System.out.println("tests run on " + SERVER.version() + ", " + SERVER.binary());
    }

    public static RedisConfig config() {
        return RedisConfig.parse(SERVER.uri());
    }

    public static String uri() {
        return SERVER.uri();
    }

    /** A connection of the production code; the test closes it. */
    public static RedisConnection connection() {
        return new RedisConnection(config(), 4);
    }

    /** A plain client to arrange and to look with. */
    public static RedisClient client() {
        return CLIENT;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        CLIENT.flushAll();
    }
}
