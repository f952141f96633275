/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

/** Handles the requests of one route. Called by many threads concurrently. */
@FunctionalInterface
public interface Handler {

    /**
     * Handles a request.
     *
     * @throws HttpProblem to respond with an error
     */
    Response handle(Request request);
}
