/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A complete request that was admitted. Immutable, except that query and form are parsed on first use. */
public final class Request {

    private final RequestHead head;
    private final Map<String, String> parameters;
    private final RequestUser visitor;
    private final byte[] body;
    private @Nullable Map<String, List<String>> query;
    private @Nullable Map<String, List<String>> form;

    Request(RequestHead head, Map<String, String> parameters, RequestUser visitor, byte[] body) {
        this.head = head;
        this.parameters = parameters;
        this.visitor = visitor;
        this.body = body;
    }

    public HttpMethod method() {
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
            query = FormText.parse(head.query());
        }
        return query.getOrDefault(name, List.of());
    }

    /** Returns the first value of a form field. */
    public Optional<String> form(String name) {
        return formAll(name).stream().findFirst();
    }

    public List<String> formAll(String name) {
        if (form == null) {
            form = FormText.parse(new String(body, StandardCharsets.UTF_8));
        }
        return form.getOrDefault(name, List.of());
    }

    /** Returns whether the request has a body of this type. */
    public boolean hasBody(String mediaType) {
        return body.length > 0 && head.mediaType().equals(mediaType);
    }

    /**
     * Returns the body parsed as JSON: maps, lists, strings, numbers, booleans and null.
     *
     * @throws HttpProblem if it is not JSON
     */
    public @Nullable Object json() {
        return JsonIn.parse(body);
    }

    /** Returns the body as a string. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns the first header of that name. */
    public Optional<String> header(String name) {
        return head.header(name);
    }

    public RequestUser visitor() {
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
}
