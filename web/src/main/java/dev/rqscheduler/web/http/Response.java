/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response; the server adds security headers to each.
 *
 * @param events the stream to send instead of a body; null if there is none
 */
public record Response(
        int status,
        Map<String, String> headers,
        byte[] body,
        @Nullable EventSource events) {

    private static final byte[] NONE = {};

    public static Response html(String page) {
        return html(200, page);
    }

    public static Response html(int status, String page) {
        return bytes(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    public static Response text(int status, String text) {
        return bytes(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Response json(int status, @Nullable Object value) {
        return bytes(status, "application/json", JsonBody.bytes(value));
    }

    public static Response json(@Nullable Object value) {
        return json(200, value);
    }

    public static Response bytes(int status, String contentType, byte[] body) {
        return new Response(status, Map.of("Content-Type", contentType), body, null);
    }

    public static Response noContent() {
        return new Response(204, Map.of(), NONE, null);
    }

    /** Returns a redirect to a path on this server, after a form was submitted. */
    public static Response seeOther(String path) {
        return new Response(303, Map.of("Location", path), NONE, null);
    }

    /** Returns a stream of server-sent events. Each needs one of a limited number of threads; without a free one it is refused. */
    public static Response events(EventSource source) {
        return new Response(200, Map.of("Content-Type", "text/event-stream"), NONE, source);
    }

    public Response withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, body, events);
    }

    /** Produces a stream of server-sent events. */
    @FunctionalInterface
    public interface EventSource {

        /**
         * Sends events until there are no more. Runs on its own thread. Sending fails once the client has disconnected.
         *
         * @throws InterruptedException when the server stops
         */
        void run(EventSink sink) throws IOException, InterruptedException;
    }

    /** Writes server-sent events to a client. Used only on the stream's thread. */
    public static final class EventSink {

        /** Write timeout: a client that reads nothing for this long is gone, or tries to block the thread. */
        private static final Duration PATIENCE = Duration.ofSeconds(10);

        private final OutputStream out;
        private final ServerThreads threads;

        EventSink(OutputStream out, ServerThreads threads) {
            this.out = out;
            this.threads = threads;
        }

        /**
         * Sends an event.
         *
         * @param id sent back by the client as {@code Last-Event-ID} when it reconnects
         * @param data one or more lines
         */
        public void send(String event, String id, String data) throws IOException {
            StringBuilder text = new StringBuilder();
            text.append("event: ").append(event).append("\nid: ").append(id).append('\n');
            data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
            write(text.append('\n').toString());
        }

        /** Sends a comment, to find out whether the client is still connected. */
        public void beat() throws IOException {
            write(": beat\n\n");
        }

        private void write(String text) throws IOException {
            ServerThreads.Watch watch = threads.watch(PATIENCE);
            try {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            } finally {
                watch.close();
            }
        }
    }
}
