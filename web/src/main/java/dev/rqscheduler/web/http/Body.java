/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;

/** Reads bodies, of which none is larger than what a definition of a schedule can be. */
final class Body {

    /** In bytes, of those who have shown the token. */
    static final int LARGEST = 1 << 20;

    /** In bytes, of everybody else: many of them at once must not fill the memory that the scheduler needs. */
    static final int LARGEST_OF_STRANGERS = 1 << 14;

    /** So much more is read and forgotten, so that its sender gets to see why it is refused. */
    private static final long PATIENCE = 32L << 20;

    private Body() {}

    /**
     * @param largest in bytes
     * @throws HttpProblem if it is too large
     */
    static byte[] read(HttpExchange exchange, int largest) throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(largest + 1);
        if (body.length > largest) {
            discard(exchange);
            throw new HttpProblem(413, "a body has at most " + largest + " bytes here");
        }
        return body;
    }

    /** So that the connection can be used again, or at least the answer be read. */
    static void discard(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
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
