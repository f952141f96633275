/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web;

import dev.rqscheduler.Scheduler;
import dev.rqscheduler.redis.connection.RedisConfig;
import dev.rqscheduler.redis.connection.RedisConnection;
import dev.rqscheduler.web.health.HealthRoutes;
import dev.rqscheduler.web.http.HttpEndpoint;
import dev.rqscheduler.web.http.Routes;
import dev.rqscheduler.web.http.SecurityPolicy;
import dev.rqscheduler.web.site.Site;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;

/**
 * The page, the API, health and metrics of a scheduler. It has a few connections to Redis of its own, which it opens when
 * somebody asks something, so that no page ever makes a job late.
 */
public final class WebServer implements AutoCloseable {

    /** As many requests ask Redis something at a time; the others wait. */
    private static final int CONNECTIONS = 4;

    private final HttpEndpoint endpoint;
    private final RedisConnection connections;

    private WebServer(HttpEndpoint endpoint, RedisConnection connections) {
        this.endpoint = endpoint;
        this.connections = connections;
    }

    /**
     * Binds and serves; Redis need not be there yet.
     *
     * @throws IOException if the address cannot be bound, naming it
     */
    public static WebServer start(WebOptions options, RedisConfig redis) throws IOException {
        RedisConnection connections = new RedisConnection(redis, CONNECTIONS);
        Site site = new Site(
                connections,
                Scheduler.over(connections, options.cronZone()),
                options.cronZone(),
                options.hideArguments(),
                InstantSource.system());
        try {
            HttpEndpoint endpoint = HttpEndpoint.start(
                    options.address(),
                    routes(options, site),
                    new SecurityPolicy(options.token(), options.loopback(), options.hosts()),
                    SiteMap.PROBLEMS,
                    SiteMap.LOGIN,
                    site.clock());
            return new WebServer(endpoint, connections);
        } catch (IOException e) {
            connections.close();
            throw new IOException("cannot listen at " + text(options.address()) + ": " + e.getMessage(), e);
        }
    }

    private static Routes.Builder routes(WebOptions options, Site site) {
        Routes.Builder routes = Routes.builder();
        if (options.health() != null) {
            HealthRoutes.add(routes, options.health());
        }
        if (options.metrics() != null) {
            routes.get("/metrics", options.metrics());
        }
        SiteMap.PARTS.forEach(part -> part.addTo(routes, site));
        return routes;
    }

    /** Such as {@code http://127.0.0.1:9181}. */
    public String url() {
        return "http://" + text(endpoint.address());
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host.replaceAll("%.*", "") + "]" : host) + ":" + address.getPort();
    }

    /** Ends open requests and streams, and closes the connections. */
    @Override
    public void close() {
        endpoint.close();
        connections.close();
    }
}
