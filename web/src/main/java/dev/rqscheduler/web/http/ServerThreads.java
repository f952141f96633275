/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads that read requests and send responses. A thread that waits too long for a slow client, whether for headers, a body
 * or the response to be read, is interrupted, which closes the channel it is reading from or writing to. If all threads are busy,
 * a connection with a new request is closed. Streams run on threads of their own, so that they never keep requests from being
 * handled.
 */
final class ServerThreads implements Executor, AutoCloseable {

    /** Maximum number of streams; each costs a thread and a connection. */
    static final int MOST_STREAMS = 16;

    private static final int MOST = 100;
    private static final ThreadLocal<Watch> CURRENT = new ThreadLocal<>();

    private final ServerLimits limits;
    private final Semaphore freeStreams = new Semaphore(MOST_STREAMS);
    private final Set<Thread> streams = ConcurrentHashMap.newKeySet();

    /** Keeps no threads while there are no requests. */
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            0, MOST, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> daemon(task, "http"));

    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, task -> daemon(task, "http-watchdog"));

    ServerThreads(ServerLimits limits) {
        this.limits = limits;
        timer.setRemoveOnCancelPolicy(true);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable exchange) {
        pool.execute(() -> {
            try (Watch watch = watch(limits.headers())) {
                CURRENT.set(watch);
                exchange.run();
            } finally {
                CURRENT.remove();
            }
        });
    }

    /** Starts the timeout for body, handler and response, once the headers have been read. */
    void headersRead() {
        extend(limits.exchange());
    }

    /** Starts the timeout for reading the body of a client that has not presented the token. */
    void strangerSends() {
        extend(limits.stranger());
    }

    private static void extend(Duration longest) {
        Watch watch = CURRENT.get();
        if (watch != null) {
            watch.extend(longest);
        }
    }

    /** Runs a stream until it ends; refused if there are too many. */
    void stream(Runnable stream) {
        if (!freeStreams.tryAcquire()) {
            throw new HttpProblem(503, "all " + MOST_STREAMS + " streams are in use; close one and try again")
                    .with("Retry-After", "10");
        }
        Thread thread = daemon(
                () -> {
                    try {
                        stream.run();
                    } finally {
                        streams.remove(Thread.currentThread());
                        freeStreams.release();
                    }
                },
                "http-stream");
        streams.add(thread);
        thread.start();
    }

    void endStreams() {
        streams.forEach(Thread::interrupt);
    }

    @Override
    public void close() {
        pool.shutdownNow();
        timer.shutdownNow();
    }

    /** Interrupts the calling thread after the given time unless the watch is closed before. */
    Watch watch(Duration longest) {
        Watch watch = new Watch(Thread.currentThread());
        watch.extend(longest);
        return watch;
    }

    /** A watched thread, which must close this itself. */
    final class Watch implements AutoCloseable {

        private final Thread thread;
        private @Nullable ScheduledFuture<?> alarm;
        private boolean ended;
        private boolean fired;

        private Watch(Thread thread) {
            this.thread = thread;
        }

        /** Sets the timeout, counted from now. */
        synchronized void extend(Duration longest) {
            if (alarm != null) {
                alarm.cancel(false);
            }
            if (!timer.isShutdown()) {
                alarm = timer.schedule(this::fire, longest.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        private synchronized void fire() {
            if (!ended) {
                fired = true;
                thread.interrupt();
            }
        }

        @Override
        public synchronized void close() {
            ended = true;
            if (alarm != null) {
                alarm.cancel(false);
            }
            if (fired) {
                // The thread belongs to a pool: clear the interrupt so that the next task does not see it.
                Thread.interrupted();
            }
        }
    }
}
