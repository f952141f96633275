/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that was read whole and admitted. Immutable, but for what is parsed when it is first asked for. */
public final class Request {

    private final RequestHead head;
    private final Map<String, String> parameters;
    private final Visitor visitor;
    private final byte[] body;
    private @Nullable Map<String, List<String>> query;
    private @Nullable Map<String, List<String>> form;

    Request(RequestHead head, Map<String, String> parameters, Visitor visitor, byte[] body) {
        this.head = head;
        this.parameters = parameters;
        this.visitor = visitor;
        this.body = body;
    }

    public HttpMethod method() {
        return head.method();
    }

    /** As it was sent, escapes and all, without the query. */
    public String path() {
        return head.path();
    }

    /** As it was sent; empty text if there is none. */
    public String queryText() {
        return head.query();
    }

    /** A parameter of the path that the route names. */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route of " + path() + " has no parameter " + name);
        }
        return value;
    }

    /** The first value of that name in the query that is not empty. */
    public Optional<String> query(String name) {
        return queryAll(name).stream().filter(value -> !value.isEmpty()).findFirst();
    }

    public List<String> queryAll(String name) {
        if (query == null) {
            query = FormText.parse(head.query());
        }
        return query.getOrDefault(name, List.of());
    }

    /** The first value of that name in the form that was sent; empty if it is not there. */
    public Optional<String> form(String name) {
        return formAll(name).stream().findFirst();
    }

    public List<String> formAll(String name) {
        if (form == null) {
            form = FormText.parse(new String(body, StandardCharsets.UTF_8));
        }
        return form.getOrDefault(name, List.of());
    }

    /** Whether it has a body of this type. */
    public boolean hasBody(String mediaType) {
        return body.length > 0 && head.mediaType().equals(mediaType);
    }

    /**
     * The body as JSON: maps, lists, text, numbers, booleans, null.
     *
     * @throws HttpProblem if it is not JSON
     */
    public @Nullable Object json() {
        return JsonIn.parse(body);
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** A header; of several of that name the first. */
    public Optional<String> header(String name) {
        return head.header(name);
    }

    public Visitor visitor() {
        return visitor;
    }

    /** Whether a program asks, which is answered in JSON, errors too. */
    public boolean wantsJson() {
        return head.path().startsWith("/api/")
                || head.header("Accept")
                        .filter(accept -> accept.contains("json"))
                        .isPresent();
    }

    /** Whether htmx asks for a part of a page; when the reader goes back it asks for all of it. */
    public boolean wantsPart() {
        return head.header("HX-Request").isPresent()
                && head.header("HX-History-Restore-Request").isEmpty();
    }
}
