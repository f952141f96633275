/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Runs streams on their own threads, so that open streams never keep requests from being handled. */
final class StreamThreads implements AutoCloseable {

    /** Maximum number of streams; each costs a thread and a connection. */
    static final int MOST = 16;

    private final Semaphore free = new Semaphore(MOST);
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /**
     * Runs a stream until it ends.
     *
     * @throws HttpProblem if there are too many streams
     */
    void start(Runnable stream) {
        if (!free.tryAcquire()) {
            throw new HttpProblem(503, "all " + MOST + " streams are in use; close one and try again")
                    .with("Retry-After", "10");
        }
        Thread thread = WorkerThreads.daemon(
                () -> {
                    try {
                        stream.run();
                    } finally {
                        threads.remove(Thread.currentThread());
                        free.release();
                    }
                },
                "http-stream");
        threads.add(thread);
        thread.start();
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
