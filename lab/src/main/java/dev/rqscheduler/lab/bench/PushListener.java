/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.internal.wire.Keys;
import dev.rqscheduler.lab.arena.LabRedis;
import dev.rqscheduler.lab.arena.Poll;
import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;

/**
 * Receives a keyspace notification for each push to a queue: one message for each RPUSH regardless of the number of ids, which
 * Redis sends at the end of the script that pushes.
 */
final class PushListener extends JedisPubSub implements Closeable {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final LabRedis redis;
    private final String queue;
    private final String channel;
    private final Jedis connection;
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final List<Push> pushes = new ArrayList<>();
    private final Thread thread;

    /**
     * @param micros time of the notification, in microseconds since 1970
     */
    record Push(long micros) {}

    private PushListener(LabRedis redis, String queue) {
        this.redis = redis;
        this.queue = Keys.queue(queue);
        this.channel = "__keyspace@0__:" + this.queue;
        this.connection = redis.connect();
        this.thread = new Thread(() -> connection.subscribe(this, channel), "push listener");
        this.thread.setDaemon(true);
    }

    static PushListener start(LabRedis redis, String queue) throws InterruptedException {
        redis.jedis().configSet("notify-keyspace-events", "Kl");
        PushListener watch = new PushListener(redis, queue);
        watch.thread.start();
        watch.subscribed.await();
        return watch;
    }

    @Override
    public void onSubscribe(String name, int subscribedChannels) {
        subscribed.countDown();
    }

    @Override
    public void onMessage(String name, String event) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        synchronized (pushes) {
            pushes.add(new Push(now));
        }
    }

    /** Waits until {@code jobs} jobs are in the queue and returns all pushes so far. */
    List<Push> await(int jobs) throws InterruptedException {
        Poll.until(
                jobs + " jobs are pushed",
                LIMIT,
                Duration.ofMillis(50),
                () -> redis.jedis().llen(queue) >= jobs);
        // The last message may still be on its way.
        Thread.sleep(50);
        synchronized (pushes) {
            return List.copyOf(pushes);
        }
    }

    @Override
    public void close() {
        unsubscribe();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
        redis.jedis().configSet("notify-keyspace-events", "");
    }
}
