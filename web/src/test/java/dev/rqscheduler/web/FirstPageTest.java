/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.process.SchedulerLoop;
import dev.rqscheduler.internal.process.SchedulerOptions;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

class FirstPageTest {

    private static final Pattern CONFIG_GET = Pattern.compile("cmdstat_config\\|get:calls=(\\d+)");

    /** No request is sent, so only Redis's command statistics can show that the overview was read. */
    @Test
    void frontPage_afterFirstPass_isRendered() throws Exception {
        try (RedisServer redis = RedisServer.start();
                RedisClient client = RedisClient.create(redis.uri());
                WebServer server =
                        WebServer.builder().redis(redis.uri()).port(0).start();
                RedisConnection connections = new RedisConnection(RedisConfig.parse(redis.uri()), 2)) {
            // Valkey 9.1 itself runs CONFIG GET when it loads Lua.
            long before = examinations(client);
            new SchedulerLoop(SchedulerOptions.defaults().withBurst(true), connections, server.firstPage(), Map.of())
                    .run();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (examinations(client) == before && System.nanoTime() < end) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            assertThat(examinations(client)).isGreaterThan(before);
        }
    }

    /** Counts CONFIG GET calls, which the page's findings need but a scheduler does not. */
    private static long examinations(RedisClient client) {
        Matcher calls = CONFIG_GET.matcher(client.info("commandstats"));
        return calls.find() ? Long.parseLong(calls.group(1)) : 0;
    }

    @Test
    void frontPage_renderingFails_isNotRetriedAndErrorIsContained() throws InterruptedException {
        AtomicInteger made = new AtomicInteger();
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        SchedulerListener first = new FirstPage(() -> {
            made.incrementAndGet();
            threads.add(Thread.currentThread());
            throw new IllegalStateException("Redis is unavailable");
        });
        first.onStandby("another");
        Thread thread = threads.poll(30, TimeUnit.SECONDS);
        first.onStandby("another");
        assertThat(thread).isNotNull();
        thread.join();
        assertThat(made).hasValue(1);
    }
}
