/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.Optional;

/** Renders the login form. */
@FunctionalInterface
public interface LoginPage {

    /** A page without styles. */
    LoginPage PLAIN =
            (next, mistake) -> "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Log in</title>"
                    + "<h1>Log in</h1>"
                    + mistake.map(text -> "<p role=\"alert\">" + Html.escape(text) + "</p>")
                            .orElse("")
                    + "<form method=\"post\" action=\"/login\"><input type=\"hidden\" name=\"next\" value=\""
                    + Html.escape(next)
                    + "\"><label>Token <input type=\"password\" name=\"token\" autocomplete=\"current-password\" required></label>"
                    + " <button>Log in</button></form></html>";

    /**
     * Returns a page with a form that posts {@code token} and {@code next} to {@code /login}.
     *
     * @param next where to go afterwards
     * @param mistake why the last attempt failed
     */
    String html(String next, Optional<String> mistake);
}
