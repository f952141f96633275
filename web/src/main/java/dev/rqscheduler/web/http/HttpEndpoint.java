/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * A small HTTP server over the one of the JDK: routes, and what keeps them safe. Its threads are daemons, few, and only there
 * while somebody asks something.
 */
public final class HttpEndpoint implements AutoCloseable {

    private final HttpServer server;
    private final Watchdog watchdog = new Watchdog();
    private final WorkerThreads workers;
    private final StreamThreads streams = new StreamThreads();

    private HttpEndpoint(HttpServer server, Patience patience) {
        this.server = server;
        this.workers = new WorkerThreads(watchdog, patience);
    }

    /**
     * Binds and serves.
     *
     * @param address port 0 for any free one
     * @param routes without {@code /login} and {@code /logout}, which are added
     * @param failures what a failure of a handler means to whoever asked; empty for a fault
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
        return start(address, routes, policy, failures, problems, login, clock, Patience.STANDARD);
    }

    static HttpEndpoint start(
            InetSocketAddress address,
            Routes.Builder routes,
            SecurityPolicy policy,
            Function<RuntimeException, Optional<HttpProblem>> failures,
            ProblemPage problems,
            LoginPage login,
            InstantSource clock,
            Patience patience)
            throws IOException {
        ServerLimits.set();
        HttpEndpoint endpoint = new HttpEndpoint(HttpServer.create(address, 0), patience);
        Guard guard = new Guard(policy, endpoint.address().getPort(), clock);
        new Logins(guard, login).addTo(routes);
        Dispatcher dispatcher = new Dispatcher(
                routes.build(),
                guard,
                failures,
                problems,
                new Turns(patience.turn()),
                endpoint.workers,
                endpoint.streams,
                endpoint.watchdog,
                new Bodies(endpoint.workers));
        endpoint.server.createContext("/", dispatcher);
        endpoint.server.setExecutor(endpoint.workers);
        endpoint.server.start();
        return endpoint;
    }

    /** Where it listens, the real port included. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        streams.close();
        server.stop(0);
        workers.close();
        watchdog.close();
    }
}
