/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;

/**
 * Receives the messages of one channel over a connection of its own. No caller may depend on a message: Redis
 * does not keep messages for a subscriber that is not connected. Thread-safe.
 *
 * <p>A subscription waits without end, and a connection whose peer has vanished silently looks just like one on which nothing is
 * published. So {@link #probe()} pings the server, and breaks the connection if the previous ping was not answered.
 */
public final class Subscription implements AutoCloseable {

    private final RedisConnection redis;
    private final String channel;
    private final String role;
    private final Runnable onMessage;

    private @Nullable Connection connection;
    private @Nullable Subscriber subscriber;
    private boolean ended;

    /**
     * @param role what the connection is for, in a word, as CLIENT LIST shows it
     * @param onMessage run for each message, and once when the subscription begins, as earlier messages were missed
     */
    public Subscription(RedisConnection redis, String channel, String role, Runnable onMessage) {
        this.redis = redis;
        this.channel = channel;
        this.role = role;
        this.onMessage = onMessage;
    }

    /**
     * Listens on the calling thread, until {@link #close()}.
     *
     * @throws RedisException if the connection breaks, a probe had no reply, or the user may not subscribe
     */
    public void listen() {
        try (Connection opened = redis.open(role)) {
            Subscriber listening = new Subscriber(onMessage);
            if (begin(opened, listening)) {
                redis.subscribe(opened, listening, channel);
            }
        } finally {
            end();
        }
    }

    /** Probes the other side; the reply to the previous probe decides whether listening continues. */
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
            // Half closed is enough: the thread that reads from it still gets its error.
            return;
        }
    }

    private static final class Subscriber extends JedisPubSub {
        private final Runnable onMessage;
        private volatile boolean unanswered;

        Subscriber(Runnable onMessage) {
            this.onMessage = onMessage;
        }

        @Override
        public void onMessage(String channel, String message) {
            onMessage.run();
        }

        @Override
        public void onPong(String pattern) {
            unanswered = false;
        }

        @Override
        public void onSubscribe(String channel, int subscribedChannels) {
            // What was published before the subscription stood was missed: look once.
            onMessage.run();
        }
    }
}
