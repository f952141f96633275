/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A small HTTP server on top of the JDK's: routes and their protection. It uses a few daemon threads, which exist only while
 * requests come in.
 */
public final class HttpEndpoint implements AutoCloseable {

    private final HttpServer server;
    private final Routes routes;
    private final SlowPeerWatchdog watchdog = new SlowPeerWatchdog();
    private final WorkerThreads workers;
    private final StreamThreads streams = new StreamThreads();

    private HttpEndpoint(HttpServer server, Routes routes, Timeouts patience) {
        this.server = server;
        this.routes = routes;
        this.workers = new WorkerThreads(watchdog, patience);
    }

    /**
     * Binds the address and starts serving.
     *
     * @param address port 0 for any free port
     * @param routes without {@code /login} and {@code /logout}, which are added
     * @param failures maps a handler's exception to the error sent to the client; empty for a bug
     * @throws IOException if the address cannot be bound
     */
    public static HttpEndpoint start(
            InetSocketAddress address,
            Routes.Builder routes,
            SecurityPolicy policy,
            Function<RuntimeException, Optional<HttpProblem>> failures,
            ProblemPage problems,
            LoginPage login,
            InstantSource clock)
            throws IOException {
        return start(address, routes, policy, failures, problems, login, clock, Timeouts.STANDARD);
    }

    static HttpEndpoint start(
            InetSocketAddress address,
            Routes.Builder routes,
            SecurityPolicy policy,
            Function<RuntimeException, Optional<HttpProblem>> failures,
            ProblemPage problems,
            LoginPage login,
            InstantSource clock,
            Timeouts patience)
            throws IOException {
        ServerLimits.set();
        HttpServer server = HttpServer.create(address, 0);
        Guard guard = new Guard(policy, server.getAddress().getPort(), clock);
        new Logins(guard, login).addTo(routes);
        HttpEndpoint endpoint = new HttpEndpoint(server, routes.build(), patience);
        Dispatcher dispatcher = new Dispatcher(
                endpoint.routes,
                guard,
                failures,
                problems,
                new RequestLimiter(patience.turn()),
                endpoint.workers,
                endpoint.streams,
                endpoint.watchdog,
                new Bodies(endpoint.workers));
        endpoint.server.createContext("/", dispatcher);
        endpoint.server.setExecutor(endpoint.workers);
        endpoint.server.start();
        return endpoint;
    }

    /** Returns the address it listens on, with the actual port. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /**
     * Handles a GET of a path as for an anonymous visitor and discards the response, so that all classes it needs are loaded.
     *
     * @throws RuntimeException if the handler fails
     */
    public void rehearse(String path) {
        RequestHead head = new RequestHead(HttpMethod.GET, false, path, "", new Headers());
        Routes.Found found = routes.find(PathText.segments(path)).orElseThrow();
        Route route = Objects.requireNonNull(found.methods().get(HttpMethod.GET), path);
        route.handler().handle(new Request(head, found.parameters(), RequestUser.unknown(false), new byte[0]));
    }

    @Override
    public void close() {
        streams.close();
        server.stop(0);
        workers.close();
        watchdog.close();
    }
}
