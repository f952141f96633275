/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.redis;

import dev.rqscheduler.redis.connection.RedisConnection;
import dev.rqscheduler.redis.connection.RedisFailure;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;

/**
 * Hears that somebody scheduled a job that is due earlier than all others, or gave the lock back, on {@code
 * rq:scheduling:wake-up}, over a connection of its own. Only a shortcut: whoever misses a message finds the job at his next
 * look. Thread-safe.
 *
 * <p>A subscription waits without end, and a connection whose other side has vanished without a word looks just like one on
 * which nobody says anything. So {@link #probe()} asks for an answer, and breaks the connection if the last question had none.
 */
public final class WakeUps implements AutoCloseable {

    private final RedisConnection redis;
    private final Runnable onWakeUp;

    private @Nullable Connection connection;
    private @Nullable Subscriber subscriber;
    private boolean ended;

    public WakeUps(RedisConnection redis, Runnable onWakeUp) {
        this.redis = redis;
        this.onWakeUp = onWakeUp;
    }

    /**
     * Listens on the calling thread, until {@link #close()}.
     *
     * @throws RedisFailure if the connection breaks, a probe had no answer, or the user may not subscribe
     */
    public void listen() {
        try (Connection opened = redis.open("wake-up")) {
            Subscriber listening = new Subscriber(onWakeUp);
            if (begin(opened, listening)) {
                redis.subscribe(opened, listening, RqKeys.WAKE_UP);
            }
        } finally {
            end();
        }
    }

    /** Asks whether the other side is still there; what it said to the last such question decides whether this goes on. */
    public synchronized void probe() {
        if (connection == null || subscriber == null || !subscriber.isSubscribed()) {
            return;
        }
        if (subscriber.unanswered) {
            cut(connection);
        } else {
            subscriber.unanswered = true;
            subscriber.ping();
        }
    }

    /** Ends {@link #listen()}, now or as soon as it starts. */
    @Override
    public synchronized void close() {
        ended = true;
        if (connection != null) {
            cut(connection);
        }
    }

    private synchronized boolean begin(Connection opened, Subscriber listening) {
        connection = opened;
        subscriber = listening;
        return !ended;
    }

    private synchronized void end() {
        connection = null;
        subscriber = null;
    }

    private static void cut(Connection connection) {
        try {
            connection.forceDisconnect();
        } catch (IOException e) {
            // Half closed is closed enough: the thread that reads from it gets its error all the same.
            return;
        }
    }

    private static final class Subscriber extends JedisPubSub {
        private final Runnable onWakeUp;
        private volatile boolean unanswered;

        Subscriber(Runnable onWakeUp) {
            this.onWakeUp = onWakeUp;
        }

        @Override
        public void onMessage(String channel, String message) {
            onWakeUp.run();
        }

        @Override
        public void onPong(String pattern) {
            unanswered = false;
        }

        @Override
        public void onSubscribe(String channel, int subscribedChannels) {
            // What was published before the subscription stood was missed: look once.
            onWakeUp.run();
        }
    }
}
