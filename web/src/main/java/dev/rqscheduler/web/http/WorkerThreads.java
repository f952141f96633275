/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that read requests and answer them. One that waits for the headers of a slow sender, for its body, or for a
 * reader of its answer is interrupted when that takes too long. With all of them busy a connection that sends something is
 * closed.
 */
final class WorkerThreads implements Executor, AutoCloseable {

    private static final int MOST = 100;
    private static final ThreadLocal<Watchdog.Watch> CURRENT = new ThreadLocal<>();

    private final Watchdog watchdog;
    private final Patience patience;

    /** None are kept while nobody asks anything. */
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            0, MOST, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> daemon(task, "http"));

    WorkerThreads(Watchdog watchdog, Patience patience) {
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
            try (Watchdog.Watch watch = watchdog.watch(patience.headers())) {
                CURRENT.set(watch);
                exchange.run();
            } finally {
                CURRENT.remove();
            }
        });
    }

    /** The headers are there: the body, the work and the answer have their own time. */
    void headersRead() {
        extend(patience.exchange());
    }

    /** A body is read of somebody who has not shown the token. */
    void strangerSends() {
        extend(patience.stranger());
    }

    private static void extend(Duration longest) {
        Watchdog.Watch watch = CURRENT.get();
        if (watch != null) {
            watch.extend(longest);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
