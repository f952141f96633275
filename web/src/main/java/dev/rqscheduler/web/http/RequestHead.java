/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of a request, before its body is read.
 *
 * @param path as sent, without the query
 * @param query as sent; empty if there is none
 */
record RequestHead(HttpMethod method, boolean headOnly, String path, String query, Headers headers) {

    private static final int LONGEST_PATH = 4_096;
    private static final int LONGEST_QUERY = 8_192;

    /**
     * Reads the head of a request.
     *
     * @throws HttpProblem if the request target is unsupported or too long
     */
    static RequestHead of(HttpExchange exchange) {
        URI uri = exchange.getRequestURI();
        if (uri.getRawAuthority() != null || uri.getScheme() != null || uri.getRawPath() == null) {
            throw HttpProblem.badRequest("the request target must be a path that starts with a single slash");
        }
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        if (uri.getRawPath().length() > LONGEST_PATH || query.length() > LONGEST_QUERY) {
            throw new HttpProblem(
                    414, "a path must be at most " + LONGEST_PATH + " characters, a query at most " + LONGEST_QUERY);
        }
        HttpMethod method = HttpMethod.of(exchange.getRequestMethod()).orElse(HttpMethod.GET);
        return new RequestHead(
                method,
                exchange.getRequestMethod().equals("HEAD"),
                uri.getRawPath(),
                query,
                exchange.getRequestHeaders());
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** Returns all headers of that name; a header that decides about access must not occur twice. */
    List<String> headersOf(String name) {
        List<String> values = headers.get(name);
        return values == null ? List.of() : values;
    }

    boolean hasBody() {
        return hasBody(headers);
    }

    static boolean hasBody(Headers headers) {
        String length = headers.getFirst("Content-Length");
        return (length != null && !length.equals("0")) || headers.containsKey("Transfer-Encoding");
    }

    /** Returns the media type, such as {@code application/json}, without parameters; empty if there is none. */
    String mediaType() {
        String type = header("Content-Type").orElse("");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
