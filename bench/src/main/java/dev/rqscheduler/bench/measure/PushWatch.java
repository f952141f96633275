/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

import dev.rqscheduler.bench.arena.BenchRedis;
import dev.rqscheduler.internal.wire.Keys;
import java.io.Closeable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;

/**
 * Hears of each push to a queue, by a keyspace notification: one message for each RPUSH however many ids it has, which Redis
 * sends when the script that pushes is at its end.
 */
final class PushWatch extends JedisPubSub implements Closeable {

    private final BenchRedis redis;
    private final String queue;
    private final String channel;
    private final Jedis connection;
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final List<Push> pushes = new ArrayList<>();
    private final Thread thread;

    /**
     * @param heardMicros when, in microseconds since 1970
     */
    record Push(long heardMicros) {}

    private PushWatch(BenchRedis redis, String queue) {
        this.redis = redis;
        this.queue = Keys.queue(queue);
        this.channel = "__keyspace@0__:" + this.queue;
        this.connection = redis.connect();
        this.thread = new Thread(() -> connection.subscribe(this, channel), "hears of pushes");
        this.thread.setDaemon(true);
    }

    static PushWatch start(BenchRedis redis, String queue) throws InterruptedException {
        redis.jedis().configSet("notify-keyspace-events", "Kl");
        PushWatch watch = new PushWatch(redis, queue);
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

    /** Waits until so many jobs are in the queue; all pushes until then. */
    List<Push> await(int jobs) throws InterruptedException {
        long start = System.nanoTime();
        while (redis.jedis().llen(queue) < jobs) {
            if (System.nanoTime() - start > EnqueuedJobs.PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        redis.jedis().llen(queue) + " of " + jobs + " jobs were pushed within a minute");
            }
            Thread.sleep(50);
        }
        // The last message may be under way still; it is behind nothing else.
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
