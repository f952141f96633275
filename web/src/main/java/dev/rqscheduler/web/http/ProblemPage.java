/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** Renders errors. */
@FunctionalInterface
public interface ProblemPage {

    /** Responds with JSON (RFC 9457) to programs and with a line of text to all others. */
    ProblemPage PLAIN = (problem, request) -> request.wantsJson()
            ? json(problem)
            : Response.text(problem.status(), problem.title() + ": " + problem.detail() + "\n");

    /**
     * Renders an error.
     *
     * @param request the request as far as it could be parsed; it may not have been admitted
     */
    Response show(HttpProblem problem, Request request);

    /** Returns the error as problem details (RFC 9457). */
    static Response json(HttpProblem problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", problem.title());
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        return Response.json(problem.status(), body).withHeader("Content-Type", "application/problem+json");
    }
}
