/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Streams have threads of their own, so that however many are open, requests are answered. */
final class StreamThreads implements AutoCloseable {

    /** Each costs a thread and a connection. */
    static final int MOST = 16;

    private final Semaphore free = new Semaphore(MOST);
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /**
     * Runs a stream until it ends.
     *
     * @throws HttpProblem if there are too many already
     */
    void start(Runnable stream) {
        if (!free.tryAcquire()) {
            throw new HttpProblem(503, MOST + " streams are open already, and that is the most; close one of them")
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
