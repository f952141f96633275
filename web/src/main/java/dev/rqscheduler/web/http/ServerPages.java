/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.Optional;

/** Renders the pages that the server shows by itself: errors and the login form. */
public interface ServerPages {

    /**
     * Renders an error.
     *
     * @param request the request as far as it could be parsed; it may not have been admitted
     */
    Response problem(HttpProblem problem, Request request);

    /**
     * Returns a page with a form that posts {@code token} and {@code next} to {@code /login}.
     *
     * @param next where to go afterwards
     * @param mistake why the last attempt failed
     */
    String login(String next, Optional<String> mistake);
}
