/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.redis;

import redis.clients.jedis.JedisPubSub;

/**
 * Hears that somebody scheduled a job that is due earlier than all others, or gave the lock back, on {@code
 * rq:scheduling:wake-up}. Only a shortcut: whoever misses a message finds the job at his next look.
 */
public final class WakeUps implements AutoCloseable {

    private final RedisConnection redis;
    private final Subscriber subscriber;

    public WakeUps(RedisConnection redis, Runnable onWakeUp) {
        this.redis = redis;
        this.subscriber = new Subscriber(onWakeUp);
    }

    /**
     * Listens on the calling thread, until {@link #close()}.
     *
     * @throws RedisFailure if the connection breaks or the user may not subscribe
     */
    public void listen() {
        redis.subscribe(subscriber, RqKeys.WAKE_UP);
    }

    /** Ends {@link #listen()}, now or as soon as it starts. */
    @Override
    public void close() {
        subscriber.end();
    }

    private static final class Subscriber extends JedisPubSub {
        private final Runnable onWakeUp;
        private boolean ended;

        Subscriber(Runnable onWakeUp) {
            this.onWakeUp = onWakeUp;
        }

        @Override
        public void onMessage(String channel, String message) {
            onWakeUp.run();
        }

        @Override
        public synchronized void onSubscribe(String channel, int subscribedChannels) {
            if (ended) {
                unsubscribe();
            } else {
                // What was published before the subscription stood was missed: look once.
                onWakeUp.run();
            }
        }

        synchronized void end() {
            ended = true;
            if (isSubscribed()) {
                unsubscribe();
            }
        }
    }
}
