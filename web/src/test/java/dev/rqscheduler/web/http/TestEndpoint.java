/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import dev.rqscheduler.web.testing.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server with a few routes, on a free port. */
final class TestEndpoint implements AutoCloseable {

    static final String TOKEN = "0123456789abcdef0123456789abcdef";

    /** The header with the token. */
    static final String BEARER = "Authorization: Bearer " + TOKEN;

    /** The content type of a submitted form. */
    static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    private final HttpEndpoint endpoint;
    final RawHttp http;

    private TestEndpoint(HttpEndpoint endpoint) {
        this.endpoint = endpoint;
        this.http = new RawHttp(endpoint.address().getPort());
    }

    int port() {
        return endpoint.address().getPort();
    }

    static TestEndpoint open() {
        return start(routes(), policy(new AccessToken(TOKEN), true), ServerLimits.STANDARD);
    }

    static Guard.Policy policy(@Nullable AccessToken token, boolean loopback) {
        return new Guard.Policy(token, loopback, Set.of("proxy.example"));
    }

    static TestEndpoint start(Routes.Builder routes, Guard.Policy policy, ServerLimits patience) {
        try {
            return new TestEndpoint(new HttpEndpoint(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    routes,
                    policy,
                    failure -> failure instanceof ArithmeticException
                            ? Optional.of(HttpProblem.conflict("by zero"))
                            : Optional.empty(),
                    new PlainPages(),
                    InstantSource.system(),
                    patience));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static ServerLimits shortly() {
        return new ServerLimits(
                Duration.ofMillis(300), Duration.ofMillis(600), Duration.ofMillis(300), Duration.ofMillis(100));
    }

    static Routes.Builder routes() {
        return Routes.builder()
                .get("/things/{id}", request -> Response.text(200, "thing " + request.parameter("id")))
                .get("/things/all", request -> Response.text(200, "all of " + request.queryAll("of")))
                .post("/things/{id}", request -> Response.text(200, "changed " + request.parameter("id")))
                .put("/json", request -> Response.json(request.json()))
                .get("/broken", request -> {
                    throw new IllegalStateException("geheim");
                })
                .get("/known", request -> {
                    throw new ArithmeticException();
                })
                .open("/open", request -> Response.text(200, "open"))
                .get(
                        "/",
                        request ->
                                Response.html("<p>" + request.visitor().csrf().orElse("") + "</p>"));
    }

    @Override
    public void close() {
        endpoint.close();
    }

    private static final class PlainPages implements ServerPages {

        @Override
        public Response problem(HttpProblem problem, Request request) {
            return problem.plain(request);
        }

        @Override
        public String login(String next, Optional<String> mistake) {
            return "<h1>Log in</h1>";
        }
    }
}
