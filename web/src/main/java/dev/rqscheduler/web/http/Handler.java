/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

/** Answers requests of one route. Called by many threads at once. */
@FunctionalInterface
public interface Handler {

    /**
     * @throws HttpProblem for everything that is to be answered with an error
     */
    Response handle(Request request);
}
