/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/**
 * Reads bodies, of which none is larger than what a definition of a schedule can be. Those of strangers, who have not shown the
 * token, are small, come soon, and are read few at a time: a thread that waits for one is a thread less for everybody else.
 */
final class Bodies {

    /** In bytes, of those who have shown the token. */
    static final int LARGEST = 1 << 20;

    /** In bytes, of everybody else: a login. */
    static final int LARGEST_OF_STRANGERS = 1 << 13;

    /** So many strangers are waited for at a time: most threads are left to others, and to health checks. */
    static final int STRANGERS = 16;

    /** So much more is read and forgotten, so that its sender gets to see why it is refused. */
    private static final long PATIENCE = 32L << 20;

    private final Semaphore strangers = new Semaphore(STRANGERS);
    private final WorkerThreads workers;

    Bodies(WorkerThreads workers) {
        this.workers = workers;
    }

    /**
     * @param trusted whether the sender has shown the token
     * @throws HttpProblem if it is too large, or too many strangers send something at this moment
     */
    byte[] read(HttpExchange exchange, boolean trusted) throws IOException {
        int largest = trusted ? LARGEST : LARGEST_OF_STRANGERS;
        byte[] body =
                free(exchange, trusted) ? exchange.getRequestBody().readNBytes(largest + 1) : ofStranger(exchange);
        if (body.length > largest) {
            throw new HttpProblem(413, "a body has at most " + largest + " bytes here");
        }
        return body;
    }

    /** Whether it may be read as long as it takes: nothing is waited for where there is no body. */
    private static boolean free(HttpExchange exchange, boolean trusted) {
        return trusted || !RequestHead.hasBody(exchange.getRequestHeaders());
    }

    private byte[] ofStranger(HttpExchange exchange) throws IOException {
        if (!strangers.tryAcquire()) {
            throw new HttpProblem(503, "too many send something at once; try again shortly").with("Retry-After", "5");
        }
        workers.strangerSends();
        try {
            return exchange.getRequestBody().readNBytes(LARGEST_OF_STRANGERS + 1);
        } finally {
            workers.headersRead();
            strangers.release();
        }
    }

    /**
     * Reads what was refused unread: its sender would see a broken connection instead of the answer. A stranger's is waited
     * for as briefly as it is read, and with too many of them the connection is closed.
     */
    void discard(HttpExchange exchange, boolean trusted) throws IOException {
        if (free(exchange, trusted)) {
            discard(exchange.getRequestBody());
        } else if (strangers.tryAcquire()) {
            workers.strangerSends();
            try {
                discard(exchange.getRequestBody());
            } finally {
                workers.headersRead();
                strangers.release();
            }
        }
    }

    private static void discard(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 13];
        long left = PATIENCE;
        while (left > 0) {
            int read = in.read(buffer);
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }
}
