/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** An error response: a status and a one-line explanation. */
public final class HttpProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /**
     * Creates an error response.
     *
     * @param status 400 to 599
     * @param detail one line: what is wrong and how to fix it
     */
    public HttpProblem(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    public static HttpProblem badRequest(String detail) {
        return new HttpProblem(400, detail);
    }

    public static HttpProblem notFound(String detail) {
        return new HttpProblem(404, detail);
    }

    /** Returns a 409: the current state does not allow the request. */
    public static HttpProblem conflict(String detail) {
        return new HttpProblem(409, detail);
    }

    HttpProblem with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public int status() {
        return status;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    /** Returns the name of the status, such as {@code Not Found}. */
    public String title() {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 421 -> "Misdirected Request";
            case 422 -> "Unprocessable Content";
            case 503 -> "Service Unavailable";
            default -> status < 500 ? "Bad Request" : "Internal Server Error";
        };
    }

    /** Returns the error as problem details (RFC 9457). */
    Response json() {
        JsonObject body = new JsonObject()
                .put("type", "about:blank")
                .put("title", title())
                .put("status", status)
                .put("detail", detail());
        return Response.json(status, body).withHeader("Content-Type", "application/problem+json");
    }

    /** Returns the error as JSON for programs, and as a line of text for all others. */
    public Response plain(Request request) {
        return request.wantsJson() ? json() : Response.text(status, title() + ": " + detail() + "\n");
    }

    /** Returns additional response headers, such as {@code Allow}. */
    Map<String, String> headers() {
        return Map.copyOf(headers);
    }
}
