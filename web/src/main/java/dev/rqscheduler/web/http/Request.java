/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A complete request that was admitted. Immutable, except that query and form are parsed on first use. */
public final class Request {

    private final Head head;
    private final Map<String, String> parameters;
    private final User visitor;
    private final byte[] body;
    private @Nullable Map<String, List<String>> query;
    private @Nullable Map<String, List<String>> form;

    Request(Head head, Map<String, String> parameters, User visitor, byte[] body) {
        this.head = head;
        this.parameters = parameters;
        this.visitor = visitor;
        this.body = body;
    }

    public Routes.HttpMethod method() {
        return head.method();
    }

    /** Returns the path as sent, still escaped, without the query. */
    public String path() {
        return head.path();
    }

    /** Returns the query as sent; empty if there is none. */
    public String queryText() {
        return head.query();
    }

    /** Returns a path parameter of the route. */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route of " + path() + " has no parameter " + name);
        }
        return value;
    }

    /** Returns the first non-empty value of a query parameter. */
    public Optional<String> query(String name) {
        return queryAll(name).stream().filter(value -> !value.isEmpty()).findFirst();
    }

    public List<String> queryAll(String name) {
        if (query == null) {
            query = UrlText.fields(head.query());
        }
        return query.getOrDefault(name, List.of());
    }

    /** Returns the first value of a form field. */
    public Optional<String> form(String name) {
        if (form == null) {
            form = UrlText.fields(text());
        }
        return form.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** Returns whether the request has a body of this type. */
    public boolean hasBody(String mediaType) {
        return body.length > 0 && head.mediaType().equals(mediaType);
    }

    /** Returns the body parsed as JSON: maps, lists, strings, numbers, booleans and null. */
    public @Nullable Object json() {
        return JsonBody.parse(body);
    }

    /** Returns the body as a string. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns the first header of that name. */
    public Optional<String> header(String name) {
        return head.header(name);
    }

    public User visitor() {
        return visitor;
    }

    /** Returns whether the client is a program, which gets JSON responses, including errors. */
    public boolean wantsJson() {
        return head.path().startsWith("/api/")
                || head.header("Accept")
                        .filter(accept -> accept.contains("json"))
                        .isPresent();
    }

    /** Returns whether htmx requests a part of a page; on back navigation it requests the whole page. */
    public boolean wantsPart() {
        return head.header("HX-Request").isPresent()
                && head.header("HX-History-Restore-Request").isEmpty();
    }

    /**
     * The head of a request, before its body is read.
     *
     * @param path as sent, without the query
     * @param query as sent; empty if there is none
     */
    record Head(Routes.HttpMethod method, boolean headOnly, String path, String query, Headers headers) {

        private static final int LONGEST_PATH = 4_096;
        private static final int LONGEST_QUERY = 8_192;

        static Head of(HttpExchange exchange) {
            URI uri = exchange.getRequestURI();
            if (uri.getRawAuthority() != null || uri.getScheme() != null || uri.getRawPath() == null) {
                throw HttpProblem.badRequest("the request target must be a path that starts with a single slash");
            }
            String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            if (uri.getRawPath().length() > LONGEST_PATH || query.length() > LONGEST_QUERY) {
                throw new HttpProblem(
                        414,
                        "a path must be at most " + LONGEST_PATH + " characters, a query at most " + LONGEST_QUERY);
            }
            Routes.HttpMethod method =
                    Routes.HttpMethod.of(exchange.getRequestMethod()).orElse(Routes.HttpMethod.GET);
            return new Head(
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

    /**
     * The sender of a request.
     *
     * @param mayChange whether the client presented the token, in a header or by a login
     * @param csrf the value that forms must send in the field {@code _csrf}; empty unless logged in on the page
     * @param changesPossible whether this server has a token
     */
    public record User(boolean mayChange, Optional<String> csrf, boolean changesPossible) {

        /** Returns an anonymous visitor. */
        static User unknown(boolean changesPossible) {
            return new User(false, Optional.empty(), changesPossible);
        }
    }
}
