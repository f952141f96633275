/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response. Immutable; the server adds security headers to each. */
public final class Response {

    private static final byte[] NONE = {};

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final @Nullable EventSource events;

    private Response(int status, Map<String, String> headers, byte[] body, @Nullable EventSource events) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.events = events;
    }

    public static Response html(String page) {
        return html(200, page);
    }

    public static Response html(int status, String page) {
        return bytes(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    public static Response text(int status, String text) {
        return bytes(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns a JSON response.
     *
     * @param value see {@link JsonOut}
     */
    public static Response json(int status, @Nullable Object value) {
        return bytes(status, "application/json", JsonOut.bytes(value));
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

    /**
     * Returns a redirect to another page after a form was submitted.
     *
     * @param path a path on this server, starting with a single slash
     */
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

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    @Nullable
    EventSource events() {
        return events;
    }
}
