/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the response to one request, with security headers. */
final class ResponseSender {

    private static final Logger log = LoggerFactory.getLogger(HttpEndpoint.class);

    /** Allows scripts and styles only from files of this server, never inline, so even unescaped text would not run. */
    private static final String CONTENT =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final Map<String, String> SECURITY = Map.of(
            "Content-Security-Policy", CONTENT,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            // Not no-referrer: browsers would send "Origin: null" with the pages' own forms.
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cache-Control", "no-store");

    private final HttpExchange exchange;
    private final ServerThreads threads;
    private final Bodies bodies;

    ResponseSender(HttpExchange exchange, ServerThreads threads, Bodies bodies) {
        this.exchange = exchange;
        this.threads = threads;
        this.bodies = bodies;
    }

    /** Sends a response; a trusted client has presented the token. */
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
    void stream(Response response, Response.EventSource events) {
        try {
            headers(response);
            exchange.sendResponseHeaders(response.status(), 0);
            Response.EventSink sink = new Response.EventSink(exchange.getResponseBody(), threads);
            sink.beat();
            events.run(sink);
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
        SECURITY.forEach(headers::set);
        response.headers().forEach(headers::set);
        return headers;
    }
}
