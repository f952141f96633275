/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.util.Optional;
import java.util.regex.Pattern;

/** Handles {@code /login} and {@code /logout}, with which a browser presents the token. */
final class Logins {

    /** A path on this server; two leading slashes would mean another host. */
    private static final Pattern OWN_PATH = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]{0,1000}");

    private final Guard guard;
    private final ServerPages pages;

    Logins(Guard guard, ServerPages pages) {
        this.guard = guard;
        this.pages = pages;
    }

    void addTo(Routes.Builder routes) {
        routes.open("/login", this::show)
                .add(Routes.HttpMethod.POST, "/login", Routes.Access.ALWAYS, this::login)
                .post("/logout", this::logout);
    }

    private Response show(Request request) {
        if (!request.visitor().changesPossible()) {
            throw HttpProblem.notFound(
                    "login is disabled: start the scheduler with --http-token-file FILE to enable it");
        }
        return Response.html(pages.login(next(request.query("next")), Optional.empty()));
    }

    private Response login(Request request) {
        Optional<String> cookie = guard.login(
                request.form("token").orElse("").strip(),
                request.header("Origin").orElse("").startsWith("https://"));
        String next = next(request.form("next"));
        return cookie.map(value -> Response.seeOther(next).withHeader("Set-Cookie", value))
                .orElseGet(() -> Response.html(401, pages.login(next, Optional.of("Incorrect token."))));
    }

    private Response logout(Request request) {
        Response response = Response.seeOther("/");
        return guard.logout()
                .map(cookie -> response.withHeader("Set-Cookie", cookie))
                .orElse(response);
    }

    private static String next(Optional<String> asked) {
        return asked.filter(path -> OWN_PATH.matcher(path).matches()).orElse("/");
    }
}
