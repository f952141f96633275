/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way back of one request. */
final class Answer {

    private static final Logger log = LoggerFactory.getLogger(HttpEndpoint.class);

    private final HttpExchange exchange;
    private final Watchdog watchdog;
    private final Bodies bodies;

    Answer(HttpExchange exchange, Watchdog watchdog, Bodies bodies) {
        this.exchange = exchange;
        this.watchdog = watchdog;
        this.bodies = bodies;
    }

    /**
     * @param trusted whether the sender has shown the token
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

    /** Runs on a thread of its own until the stream ends, the reader goes, or the server stops. */
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
            log.debug("a stream's reader has gone: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("a stream failed: {}", e.toString());
            log.debug("where", e);
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
