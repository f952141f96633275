/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.interop;

import dev.rqscheduler.embedded.RedisServer;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.RedisClient;

/** One real redis-server for all tests of a JVM, emptied before each test. Tests do not run in parallel. */
final class TestRedis implements BeforeEachCallback {

    private static final RedisServer SERVER = RedisServer.start();
    private static final RedisClient CLIENT = RedisClient.create(SERVER.uri());

    static {
        // For the reports: which server the tests of this JVM are about.
        System.out.println("tests run on " + SERVER.version() + ", " + SERVER.binary());
    }

    static String url() {
        return SERVER.uri();
    }

    /** A plain client to arrange and to look with. */
    static RedisClient client() {
        return CLIENT;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        CLIENT.flushAll();
    }
}
