/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the response to one request. */
final class ResponseSender {

    private static final Logger log = LoggerFactory.getLogger(HttpEndpoint.class);

    private final HttpExchange exchange;
    private final SlowPeerWatchdog watchdog;
    private final Bodies bodies;

    ResponseSender(HttpExchange exchange, SlowPeerWatchdog watchdog, Bodies bodies) {
        this.exchange = exchange;
        this.watchdog = watchdog;
        this.bodies = bodies;
    }

    /**
     * Sends a response.
     *
     * @param trusted whether the client has presented the token
     */
    void send(Response response, boolean trusted) throws IOException {
        try {
            bodies.discard(exchange, trusted);
            Headers headers = headers(response);
            int length = response.body().length;
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (head && length > 0) {
                headers.set("Content-Length", Integer.toString(length));
            }
            boolean none = head || length == 0;
            exchange.sendResponseHeaders(response.status(), none ? -1 : length);
            if (!none) {
                exchange.getResponseBody().write(response.body());
            }
        } finally {
            exchange.close();
        }
    }

    /** Sends a stream until it ends, the client disconnects or the server stops; runs on its own thread. */
    void stream(Response response) {
        EventSource source = response.events();
        if (source == null) {
            throw new IllegalArgumentException("no stream");
        }
        try {
            headers(response);
            exchange.sendResponseHeaders(response.status(), 0);
            OutputStream out = exchange.getResponseBody();
            EventSink sink = new EventSink(out, watchdog);
            sink.beat();
            source.run(sink);
        } catch (IOException e) {
            log.debug("stream client disconnected: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("stream failed: {}", e.toString());
            log.debug("stack trace", e);
        } finally {
            exchange.close();
        }
    }

    private Headers headers(Response response) {
        Headers headers = exchange.getResponseHeaders();
        SecurityHeaders.addTo(headers);
        response.headers().forEach(headers::set);
        return headers;
    }
}
