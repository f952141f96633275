/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.SchedulerHealth;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.web.health.HealthRoutes;
import dev.rqscheduler.web.http.HttpEndpoint;
import dev.rqscheduler.web.http.Response;
import dev.rqscheduler.web.http.Routes;
import dev.rqscheduler.web.http.SecurityPolicy;
import dev.rqscheduler.web.live.LiveMoves;
import dev.rqscheduler.web.site.Failures;
import dev.rqscheduler.web.site.Site;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Serves the pages, the API, health checks and metrics of a scheduler. It uses its own few connections to Redis, opened on the
 * first request or by {@link #firstPage}, so that a page never makes a job late.
 */
public final class WebServer implements AutoCloseable {

    /** At most this many requests use Redis at a time; the others wait. */
    private static final int CONNECTIONS = 4;

    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpEndpoint endpoint;
    private final SchedulerClient client;
    private final LiveMoves moves;

    private WebServer(HttpEndpoint endpoint, SchedulerClient client, LiveMoves moves) {
        this.endpoint = endpoint;
        this.client = client;
        this.moves = moves;
    }

    /**
     * Binds the address and starts serving; Redis need not be available yet.
     *
     * @throws IOException if the address cannot be bound; the message names it
     */
    public static WebServer start(WebOptions options, RedisConfig redis) throws IOException {
        return start(options, redis, InstantSource.system());
    }

    /**
     * Binds the address and starts serving.
     *
     * @param clock this machine's clock
     */
    static WebServer start(WebOptions options, RedisConfig redis, InstantSource clock) throws IOException {
        SchedulerClient client = SchedulerClient.builder()
                .redis(redis.withClientRole("web"))
                .cronZone(options.cronZone())
                .maxConnections(CONNECTIONS)
                .build();
        LiveMoves moves = new LiveMoves(clock);
        Site site = Site.over(client, moves, options.cronZone(), options.hideArguments(), clock);
        try {
            HttpEndpoint endpoint = HttpEndpoint.start(
                    options.address(),
                    routes(options, site),
                    new SecurityPolicy(options.token(), options.loopback(), options.hosts()),
                    Failures::problem,
                    SiteMap.PROBLEMS,
                    SiteMap.LOGIN,
                    site.clock());
            return new WebServer(endpoint, client, moves);
        } catch (IOException e) {
            client.close();
            throw new IOException("cannot listen at " + text(options.address()) + ": " + e.getMessage(), e);
        }
    }

    private static Routes.Builder routes(WebOptions options, Site site) {
        Routes.Builder routes = Routes.builder();
        SchedulerHealth health = options.health();
        if (health != null) {
            HealthRoutes.add(routes, health);
        }
        Supplier<String> metrics = options.metrics();
        if (metrics != null) {
            routes.get(
                    "/metrics",
                    request -> Response.bytes(200, METRICS, metrics.get().getBytes(StandardCharsets.UTF_8)));
        }
        SiteMap.PARTS.forEach(part -> part.addTo(routes, site));
        return routes;
    }

    /** Returns the listener to register with this process's scheduler; without it the server shows no moves. */
    public SchedulerListener listener() {
        return moves;
    }

    /** Returns a listener to register as well, which preloads the front page so that the first request is fast. */
    public SchedulerListener firstPage() {
        return new FirstPage(() -> endpoint.rehearse("/"));
    }

    /** Returns the URL, such as {@code http://127.0.0.1:9181}. */
    public String url() {
        return "http://" + text(endpoint.address());
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host.replaceAll("%.*", "") + "]" : host) + ":" + address.getPort();
    }

    /** Closes open requests, streams and the connections to Redis. */
    @Override
    public void close() {
        endpoint.close();
        client.close();
    }
}
