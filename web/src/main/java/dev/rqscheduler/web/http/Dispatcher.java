/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes each request through the guard to its route, and sends the response. */
final class Dispatcher implements HttpHandler {

    private static final Logger log = LoggerFactory.getLogger(HttpEndpoint.class);
    private static final byte[] NONE = {};

    private final Routes routes;
    private final Guard guard;
    private final Function<RuntimeException, Optional<HttpProblem>> failures;
    private final ProblemPage problems;
    private final RequestLimiter turns;
    private final WorkerThreads workers;
    private final StreamThreads streams;
    private final SlowPeerWatchdog watchdog;
    private final Bodies bodies;

    Dispatcher(
            Routes routes,
            Guard guard,
            Function<RuntimeException, Optional<HttpProblem>> failures,
            ProblemPage problems,
            RequestLimiter turns,
            WorkerThreads workers,
            StreamThreads streams,
            SlowPeerWatchdog watchdog,
            Bodies bodies) {
        this.routes = routes;
        this.guard = guard;
        this.failures = failures;
        this.problems = problems;
        this.turns = turns;
        this.workers = workers;
        this.streams = streams;
        this.watchdog = watchdog;
        this.bodies = bodies;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        workers.headersRead();
        ResponseSender answer = new ResponseSender(exchange, watchdog, bodies);
        RequestHead head;
        try {
            head = RequestHead.of(exchange);
        } catch (HttpProblem e) {
            answer.send(ProblemPage.json(e), false);
            return;
        }
        try {
            Response response = answered(exchange, head);
            if (response.events() == null || head.headOnly()) {
                answer.send(response, guard.trusts(head));
            } else {
                // The exchange stays open; the stream closes it.
                streams.start(() -> answer.stream(response));
            }
        } catch (HttpProblem e) {
            answer.send(shown(e, head), guard.trusts(head));
        }
    }

    private Response answered(HttpExchange exchange, RequestHead head) throws IOException {
        guard.requireSound(head);
        Routes.Found found = routes.find(PathText.segments(head.path()))
                .orElseThrow(() -> HttpProblem.notFound("nothing is served at this path"));
        Route route = HttpMethod.of(exchange.getRequestMethod())
                .flatMap(method -> Optional.ofNullable(found.methods().get(method)))
                .orElseThrow(() -> notAllowed(found.allow()));
        RequestUser visitor = guard.admit(head, route.access());
        byte[] body = NONE;
        if (!route.method().safe()) {
            guard.requireType(head);
            body = bodies.read(exchange, visitor.mayChange());
            guard.requireOwnPage(head, visitor, route.access(), body);
        }
        Request request = new Request(head, found.parameters(), visitor, body);
        if (route.access() == Access.ALWAYS) {
            // Health checks must not wait for other requests.
            return called(route, request);
        }
        turns.begin();
        try {
            return called(route, request);
        } finally {
            turns.end();
        }
    }

    private Response called(Route route, Request request) {
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

    private static HttpProblem notAllowed(String allow) {
        return new HttpProblem(405, "this path supports only " + allow).with("Allow", allow);
    }

    private Response shown(HttpProblem problem, RequestHead head) {
        Request request = new Request(head, Map.of(), guard.known(head), NONE);
        Response response;
        try {
            response = problems.show(problem, request);
        } catch (RuntimeException e) {
            log.warn("rendering an error page failed: {}", e.toString());
            response = ProblemPage.json(problem);
        }
        for (Map.Entry<String, String> header : problem.headers().entrySet()) {
            response = response.withHeader(header.getKey(), header.getValue());
        }
        return response;
    }
}
