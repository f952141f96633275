/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.Optional;

/** A supported HTTP method. */
public enum HttpMethod {
    GET,
    POST,
    PUT,
    DELETE;

    /** Returns whether the method changes nothing. */
    public boolean safe() {
        return this == GET;
    }

    /** Parses a method. HEAD is a GET whose body is not sent; empty for an unsupported method. */
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
