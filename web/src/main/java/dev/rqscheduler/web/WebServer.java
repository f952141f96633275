/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.SchedulerHealth;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.connection.ThisProcess;
import dev.rqscheduler.web.api.ApiRoutes;
import dev.rqscheduler.web.http.AccessToken;
import dev.rqscheduler.web.http.Guard;
import dev.rqscheduler.web.http.HttpEndpoint;
import dev.rqscheduler.web.http.JsonObject;
import dev.rqscheduler.web.http.Response;
import dev.rqscheduler.web.http.Routes;
import dev.rqscheduler.web.http.ServerLimits;
import dev.rqscheduler.web.live.LiveMoves;
import dev.rqscheduler.web.page.HtmlPages;
import dev.rqscheduler.web.site.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves the pages, the API, health checks and metrics of a scheduler. It uses its own few connections to Redis, opened on the
 * first request or by {@link #firstPage}, so that a page never makes a job late. Thread-safe.
 *
 * <pre>{@code
 * try (WebServer server = WebServer.builder().port(9181).health(process.health()).start()) {
 *     process.addListener(server.listener());
 *     process.run();
 * }
 * }</pre>
 */
public final class WebServer implements AutoCloseable {

    /** At most this many requests use Redis at a time; the others wait. */
    private static final int CONNECTIONS = 4;

    private final HttpEndpoint endpoint;
    private final SchedulerClient client;
    private final LiveMoves moves;

    private WebServer(HttpEndpoint endpoint, SchedulerClient client, LiveMoves moves) {
        this.endpoint = endpoint;
        this.client = client;
        this.moves = moves;
    }

    /** Configures a server; by default it serves on this machine only, without changes, health checks and metrics. */
    public static Builder builder() {
        return new Builder();
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

    /** Configures a {@link WebServer}. Not thread-safe. */
    public static final class Builder {

        /** The port of {@code rqscheduler --http}, as the documentation shows it. */
        private static final int DEFAULT_PORT = 9_181;

        private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

        private RedisConfig redis = RedisConfig.DEFAULT;
        private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), DEFAULT_PORT);
        private @Nullable AccessToken token;
        private Set<String> hosts = Set.of();
        private boolean hideArguments;
        private Zone cronZone = Zone.local();
        private @Nullable SchedulerHealth health;
        private @Nullable Supplier<String> metrics;
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /**
         * Sets the Redis by a URL such as {@code redis://localhost:6379/0}, which is the default.
         *
         * @throws IllegalArgumentException if it is invalid
         */
        public Builder redis(String url) {
            return redis(RedisConfig.parse(url));
        }

        public Builder redis(RedisConfig config) {
            redis = config;
            return this;
        }

        /** Listens on this machine's loopback address only: 1 to 65535, or 0 for any free port; 9181 by default. */
        public Builder port(int port) {
            return address(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }

        /** Sets the address to listen on; one that other machines can reach needs a {@link #token}. */
        public Builder address(InetSocketAddress value) {
            address = value;
            return this;
        }

        /**
         * Sets the secret required for changes, and from other machines for reading; without one nothing can be changed.
         *
         * @param secret at least 16 printable ASCII characters without spaces
         * @throws IllegalArgumentException if it is invalid; the message does not contain it
         */
        public Builder token(String secret) {
            token = new AccessToken(secret);
            return this;
        }

        /** Sets the host names accepted on loopback in addition to {@code localhost} and the like, without port. */
        public Builder hosts(Set<String> values) {
            hosts = Set.copyOf(values);
            return this;
        }

        /** Sets whether to hide the arguments of jobs; false by default. */
        public Builder hideArguments(boolean value) {
            hideArguments = value;
            return this;
        }

        /** Sets the zone in which cron expressions of jobs are evaluated; this machine's by default. */
        public Builder cronZone(Zone value) {
            cronZone = value;
            return this;
        }

        /** Same as {@link #cronZone(Zone)}, by zone name: the rules are rqscheduler's, not the JDK's. */
        public Builder cronZone(ZoneId value) {
            return cronZone(Zone.of(value));
        }

        /** Sets the source of {@code /healthz} and {@code /readyz}; there are none by default. */
        public Builder health(SchedulerHealth value) {
            health = value;
            return this;
        }

        /**
         * Sets the source of {@code /metrics}; there is none by default.
         *
         * @param scrape returns all metrics in Prometheus's text format 0.0.4; called by several threads concurrently
         */
        public Builder metrics(Supplier<String> scrape) {
            metrics = scrape;
            return this;
        }

        /** Sets this machine's clock. */
        Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        /**
         * Binds the address and starts serving; Redis need not be available yet.
         *
         * @throws IllegalArgumentException if the host is unknown, or other machines could reach the server without a token
         * @throws IOException if the address cannot be bound; the message names it
         */
        public WebServer start() throws IOException {
            if (address.isUnresolved()) {
                throw new IllegalArgumentException("unknown host " + address.getHostString());
            }
            boolean loopback = address.getAddress().isLoopbackAddress();
            if (!loopback && token == null) {
                throw new IllegalArgumentException("other machines could reach " + address.getHostString()
                        + ", which needs a token (--http-token-file)");
            }
            SchedulerClient client = SchedulerClient.builder()
                    .redis(ThisProcess.withRole(redis, "web"))
                    .cronZone(cronZone)
                    .maxConnections(CONNECTIONS)
                    .build();
            LiveMoves moves = new LiveMoves(clock);
            HtmlPages pages = new HtmlPages(cronZone);
            Site site = Site.over(client, moves, cronZone, hideArguments, clock);
            try {
                HttpEndpoint endpoint = new HttpEndpoint(
                        address,
                        routes(site, pages),
                        new Guard.Policy(token, loopback, hosts),
                        Site::problem,
                        pages,
                        site.clock(),
                        ServerLimits.STANDARD);
                return new WebServer(endpoint, client, moves);
            } catch (IOException e) {
                client.close();
                throw new IOException("cannot listen at " + text(address) + ": " + e.getMessage(), e);
            }
        }

        private Routes.Builder routes(Site site, HtmlPages pages) {
            Routes.Builder routes = Routes.builder();
            SchedulerHealth process = health;
            if (process != null) {
                routes.open("/healthz", request -> state(process, process.alive()));
                routes.open("/readyz", request -> state(process, process.ready()));
            }
            Supplier<String> scrape = metrics;
            if (scrape != null) {
                routes.get(
                        "/metrics",
                        request -> Response.bytes(
                                200, PROMETHEUS_TEXT, scrape.get().getBytes(StandardCharsets.UTF_8)));
            }
            pages.addTo(routes, site);
            ApiRoutes.addTo(routes, site);
            return routes;
        }

        /** Returns 200 or 503, with the reason. */
        private static Response state(SchedulerHealth health, SchedulerHealth.State state) {
            return Response.json(
                    state.ok() ? 200 : 503,
                    new JsonObject()
                            .put("status", state.ok() ? "ok" : "failed")
                            .put("reason", state.reason())
                            .put("secondsSinceTurn", seconds(health.sinceTurn()))
                            .put("longestTurnSeconds", seconds(health.longestTurn())));
        }

        private static double seconds(Duration duration) {
            return duration.toMillis() / 1e3;
        }
    }
}
