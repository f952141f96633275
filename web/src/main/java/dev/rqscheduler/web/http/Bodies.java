/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/**
 * Reads request bodies; none may be larger than the largest schedule definition. Bodies of clients that have not presented the
 * token must be small and arrive quickly, and only a few are read at a time, because each occupies a thread.
 */
final class Bodies {

    /** Maximum size in bytes for clients with the token. */
    static final int LARGEST = 1 << 20;

    /** Maximum size in bytes for all others, enough for a login. */
    static final int LARGEST_OF_STRANGERS = 1 << 13;

    /** Maximum number of clients without the token to read from at a time, so that most threads stay free for others. */
    static final int STRANGERS = 16;

    /** Maximum number of bytes to read and discard, so that the client gets to see why it was refused. */
    private static final long PATIENCE = 32L << 20;

    private final Semaphore strangers = new Semaphore(STRANGERS);
    private final ServerThreads threads;

    Bodies(ServerThreads threads) {
        this.threads = threads;
    }

    /** Reads a body; a trusted client has presented the token. */
    byte[] read(HttpExchange exchange, boolean trusted) throws IOException {
        int largest = trusted ? LARGEST : LARGEST_OF_STRANGERS;
        byte[] body =
                free(exchange, trusted) ? exchange.getRequestBody().readNBytes(largest + 1) : ofStranger(exchange);
        if (body.length > largest) {
            throw new HttpProblem(413, "the body must be at most " + largest + " bytes");
        }
        return body;
    }

    /** Returns whether it can be read without a limit: the client is trusted, or there is no body to wait for. */
    private static boolean free(HttpExchange exchange, boolean trusted) {
        return trusted || !Request.Head.hasBody(exchange.getRequestHeaders());
    }

    private byte[] ofStranger(HttpExchange exchange) throws IOException {
        if (!strangers.tryAcquire()) {
            throw new HttpProblem(503, "too many concurrent uploads; try again shortly").with("Retry-After", "5");
        }
        threads.strangerSends();
        try {
            return exchange.getRequestBody().readNBytes(LARGEST_OF_STRANGERS + 1);
        } finally {
            threads.headersRead();
            strangers.release();
        }
    }

    /**
     * Reads and discards a refused body; otherwise the client would see a broken connection instead of the response. For clients
     * without the token the same time limit applies, and with too many of them the connection is closed.
     */
    void discard(HttpExchange exchange, boolean trusted) throws IOException {
        if (free(exchange, trusted)) {
            discard(exchange.getRequestBody());
        } else if (strangers.tryAcquire()) {
            threads.strangerSends();
            try {
                discard(exchange.getRequestBody());
            } finally {
                threads.headersRead();
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
