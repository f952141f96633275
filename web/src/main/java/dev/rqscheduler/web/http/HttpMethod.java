/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.Optional;

/** What a request wants to do. */
public enum HttpMethod {
    GET,
    POST,
    PUT,
    DELETE;

    /** Whether it changes nothing. */
    public boolean safe() {
        return this == GET;
    }

    /** HEAD is a GET whose body is not sent; empty for a method that nothing here answers. */
    static Optional<HttpMethod> of(String text) {
        return switch (text) {
            case "GET", "HEAD" -> Optional.of(GET);
            case "POST" -> Optional.of(POST);
            case "PUT" -> Optional.of(PUT);
            case "DELETE" -> Optional.of(DELETE);
            default -> Optional.empty();
        };
    }
}
