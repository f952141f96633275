/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small HTTP server on top of the JDK's: it passes each request through the guard to its route, and sends the response. It uses
 * a few daemon threads, which exist only while requests come in.
 */
public final class HttpEndpoint implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HttpEndpoint.class);
    private static final byte[] NONE = {};

    /** How many requests are handled at a time: the data they read must fit into the memory they share with the scheduler. */
    private static final int AT_A_TIME = 8;

    private final HttpServer server;
    private final Routes routes;
    private final Guard guard;
    private final Function<RuntimeException, Optional<HttpProblem>> failures;
    private final ServerPages pages;
    private final ServerLimits limits;
    private final Semaphore turns = new Semaphore(AT_A_TIME, true);
    private final ServerThreads threads;
    private final Bodies bodies;

    /**
     * Binds the address and starts serving.
     *
     * @param address port 0 for any free port
     * @param routes without {@code /login} and {@code /logout}, which are added
     * @param failures maps a handler's exception to the error sent to the client; empty for a bug
     * @throws IOException if the address cannot be bound
     */
    public HttpEndpoint(
            InetSocketAddress address,
            Routes.Builder routes,
            Guard.Policy policy,
            Function<RuntimeException, Optional<HttpProblem>> failures,
            ServerPages pages,
            InstantSource clock,
            ServerLimits limits)
            throws IOException {
        ServerLimits.setProperties();
        this.server = HttpServer.create(address, 0);
        this.guard = new Guard(policy, server.getAddress().getPort(), clock);
        new Logins(guard, pages).addTo(routes);
        this.routes = routes.build();
        this.failures = failures;
        this.pages = pages;
        this.limits = limits;
        this.threads = new ServerThreads(limits);
        this.bodies = new Bodies(threads);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Returns the address it listens on, with the actual port. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Handles a GET as for an anonymous visitor and discards the response, so that all classes it needs are loaded. */
    public void rehearse(String path) {
        Request.Head head = new Request.Head(Routes.HttpMethod.GET, false, path, "", new Headers());
        Routes.Found found = routes.find(UrlText.segments(path)).orElseThrow();
        Routes.Route route = Objects.requireNonNull(found.methods().get(Routes.HttpMethod.GET), path);
        route.handler().handle(new Request(head, found.parameters(), Request.User.unknown(false), NONE));
    }

    @Override
    public void close() {
        threads.endStreams();
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        threads.headersRead();
        ResponseSender answer = new ResponseSender(exchange, threads, bodies);
        Request.Head head;
        try {
            head = Request.Head.of(exchange);
        } catch (HttpProblem e) {
            answer.send(e.json(), false);
            return;
        }
        try {
            Response response = answered(exchange, head);
            Response.EventSource events = response.events();
            if (events == null || head.headOnly()) {
                answer.send(response, guard.trusts(head));
            } else {
                // The exchange stays open; the stream closes it.
                threads.stream(() -> answer.stream(response, events));
            }
        } catch (HttpProblem e) {
            answer.send(shown(e, head), guard.trusts(head));
        }
    }

    private Response answered(HttpExchange exchange, Request.Head head) throws IOException {
        guard.requireSound(head);
        Routes.Found found = routes.find(UrlText.segments(head.path()))
                .orElseThrow(() -> HttpProblem.notFound("nothing is served at this path"));
        Routes.Route route = Routes.HttpMethod.of(exchange.getRequestMethod())
                .flatMap(method -> Optional.ofNullable(found.methods().get(method)))
                .orElseThrow(() ->
                        new HttpProblem(405, "this path supports only " + found.allow()).with("Allow", found.allow()));
        Request.User visitor = guard.admit(head, route.access());
        byte[] body = NONE;
        if (!route.method().safe()) {
            guard.requireType(head);
            body = bodies.read(exchange, visitor.mayChange());
            guard.requireOwnPage(head, visitor, route.access(), body);
        }
        Request request = new Request(head, found.parameters(), visitor, body);
        if (route.access() == Routes.Access.ALWAYS) {
            // Health checks must not wait for other requests.
            return called(route, request);
        }
        awaitTurn();
        try {
            return called(route, request);
        } finally {
            turns.release();
        }
    }

    private void awaitTurn() {
        try {
            if (turns.tryAcquire(limits.turn().toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            // The connection has been closed.
            Thread.currentThread().interrupt();
        }
        throw new HttpProblem(503, "too many concurrent requests; try again shortly").with("Retry-After", "5");
    }

    private Response called(Routes.Route route, Request request) {
        try {
            return route.handler().handle(request);
        } catch (HttpProblem e) {
            throw e;
        } catch (RuntimeException e) {
            throw failures.apply(e).orElseGet(() -> fault(request, e));
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw fault(request, e);
        }
    }

    private static HttpProblem fault(Request request, Throwable failure) {
        log.warn("{} {} failed: {}", request.method(), request.path(), failure.toString());
        log.debug("stack trace", failure);
        return new HttpProblem(500, "internal error; see the scheduler's log");
    }

    private Response shown(HttpProblem problem, Request.Head head) {
        Response response;
        try {
            response = pages.problem(problem, new Request(head, Map.of(), guard.known(head), NONE));
        } catch (RuntimeException e) {
            log.warn("rendering an error page failed: {}", e.toString());
            response = problem.json();
        }
        for (Map.Entry<String, String> header : problem.headers().entrySet()) {
            response = response.withHeader(header.getKey(), header.getValue());
        }
        return response;
    }
}
