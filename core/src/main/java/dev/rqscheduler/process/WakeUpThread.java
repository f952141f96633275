/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.process;

import dev.rqscheduler.redis.RedisConnection;
import dev.rqscheduler.redis.RedisFailure;
import dev.rqscheduler.redis.WakeUps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings the alarm when Redis says that an earlier job or the lock is to be had. While it cannot listen (no connection, no
 * permission) the scheduler simply polls, so it says so at DEBUG and tries again at leisure.
 */
final class WakeUpThread implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WakeUpThread.class);
    private static final long RETRY_MILLIS = 2_000;

    private final WakeUps wakeUps;
    private final Thread thread;
    private volatile boolean closed;

    WakeUpThread(RedisConnection redis, Alarm alarm, String name) {
        this.wakeUps = new WakeUps(redis, alarm::ring);
        this.thread = new Thread(this::run, "rqscheduler-wake-up-" + name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        try {
            wakeUps.close();
        } catch (RuntimeException e) {
            log.debug("the wake-up subscription ended with an error", e);
        }
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try {
                wakeUps.listen();
            } catch (RedisFailure e) {
                log.debug("no wake-ups for now, polling instead: {}", e.getMessage());
            }
            try {
                if (!closed) {
                    Thread.sleep(RETRY_MILLIS);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
