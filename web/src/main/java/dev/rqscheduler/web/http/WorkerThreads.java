/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that read requests and send responses. A thread that waits too long for a slow client, whether for headers, a body
 * or the response to be read, is interrupted. If all threads are busy, a connection with a new request is closed.
 */
final class WorkerThreads implements Executor, AutoCloseable {

    private static final int MOST = 100;
    private static final ThreadLocal<SlowPeerWatchdog.Watch> CURRENT = new ThreadLocal<>();

    private final SlowPeerWatchdog watchdog;
    private final Timeouts patience;

    /** Keeps no threads while there are no requests. */
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            0, MOST, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> daemon(task, "http"));

    WorkerThreads(SlowPeerWatchdog watchdog, Timeouts patience) {
        this.watchdog = watchdog;
        this.patience = patience;
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable exchange) {
        pool.execute(() -> {
            try (SlowPeerWatchdog.Watch watch = watchdog.watch(patience.headers())) {
                CURRENT.set(watch);
                exchange.run();
            } finally {
                CURRENT.remove();
            }
        });
    }

    /** Starts the timeout for body, handler and response, once the headers have been read. */
    void headersRead() {
        extend(patience.exchange());
    }

    /** Starts the timeout for reading the body of a client that has not presented the token. */
    void strangerSends() {
        extend(patience.stranger());
    }

    private static void extend(Duration longest) {
        SlowPeerWatchdog.Watch watch = CURRENT.get();
        if (watch != null) {
            watch.extend(longest);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
