/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import dev.rqscheduler.SchedulerProcess;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.cli.failure.FailedException;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.options.SecretFile;
import dev.rqscheduler.metrics.SchedulerMetrics;
import dev.rqscheduler.web.WebServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import picocli.CommandLine.Option;

/** The web page and the API. Without {@code --http} none of their classes is loaded. */
final class HttpOptions {

    @Option(
            names = "--http",
            paramLabel = "[HOST:]PORT",
            description = "Serve the web page, the API, metrics for Prometheus at /metrics and health at /healthz and"
                    + " /readyz, on 127.0.0.1 unless HOST is given; port 0 picks a free one. A HOST reachable from"
                    + " other machines needs --http-token-file.")
    private @Nullable String address;

    @Option(
            names = "--http-token-file",
            paramLabel = "FILE",
            description =
                    "File whose first line is the token required for changes through page and API; without it, they"
                            + " are read-only. Beyond loopback, reading requires it too.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--http-host",
            paramLabel = "NAME",
            description = "A host name under which a proxy on this machine reaches the server; repeatable.")
    private Set<String> hosts = new LinkedHashSet<>();

    @Option(
            names = "--hide-arguments",
            description = "Hide arguments, descriptions and meta of jobs on the page and in the API.")
    private boolean hideArguments;

    boolean asked() {
        if (address == null) {
            refuseWithout(tokenFile != null, "--http-token-file");
            refuseWithout(!hosts.isEmpty(), "--http-host");
            refuseWithout(hideArguments, "--hide-arguments");
        }
        return address != null;
    }

    private static void refuseWithout(boolean given, String option) {
        if (given) {
            throw new UsageException(option + " is only valid with --http");
        }
    }

    /** Where {@code --http} listens. */
    static final class Address {

        private static final Pattern FORM = Pattern.compile("(?:(\\[[0-9a-fA-F:.%]+]|[^:\\[\\]]*):)?([0-9]{1,5})");
        private static final int HIGHEST_PORT = 65_535;

        private Address() {}

        /**
         * @param text {@code PORT}, {@code HOST:PORT} or {@code [IPv6]:PORT}; without a host it is 127.0.0.1
         * @throws UsageException if it is not in that form
         */
        static InetSocketAddress parse(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > HIGHEST_PORT) {
                throw new UsageException("--http takes [HOST:]PORT with a port up to " + HIGHEST_PORT
                        + ", such as 9181, 0.0.0.0:9181 or [::1]:9181; not \"" + text + "\"");
            }
            int port = Integer.parseInt(matcher.group(2));
            String host = matcher.group(1);
            if (host == null) {
                return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            }
            if (host.isEmpty()) {
                throw new UsageException("--http \"" + text
                        + "\" has no host; write PORT alone for this machine only, or 0.0.0.0:PORT for all interfaces");
            }
            InetSocketAddress address = new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port);
            if (address.isUnresolved()) {
                throw new UsageException("--http: unknown host " + host);
            }
            return address;
        }
    }

    /** The web server of a scheduler. Its classes are loaded only if {@code --http} is given. */
    static final class Serving implements AutoCloseable {

        private final WebServer.Builder options;
        private final boolean mayChange;
        private @Nullable WebServer server;

        /** {@code /metrics}: the metrics of docs/metrics.md in Prometheus text format. */
        private @Nullable PrometheusMeterRegistry registry;

        private @Nullable SchedulerMetrics metrics;

        /**
         * Reads the options, so that errors in them are reported before anything starts.
         *
         * @throws UsageException if they are invalid, or would give everyone access
         */
        Serving(HttpOptions http) {
            InetSocketAddress address = HttpOptions.Address.parse(String.valueOf(http.address));
            Path tokenFile = http.tokenFile;
            mayChange = tokenFile != null;
            options = WebServer.builder().address(address).hosts(http.hosts).hideArguments(http.hideArguments);
            if (tokenFile != null) {
                setToken(tokenFile);
            } else if (!address.getAddress().isLoopbackAddress()) {
                throw new UsageException("--http " + http.address
                        + " can be reached from other machines: give --http-token-file FILE with a token in it, for example"
                        + " from: openssl rand -hex 32");
            }
        }

        /**
         * Starts serving.
         *
         * @return the listener for the scheduler process
         */
        List<SchedulerListener> start(SchedulerProcess process, RedisConfig redis, Logger log) {
            PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            registry = prometheus;
            SchedulerMetrics meters = SchedulerMetrics.on(prometheus, redis);
            metrics = meters;
            try {
                WebServer started = options.redis(redis)
                        .cronZone(process.cronZone())
                        .health(process.health())
                        .metrics(prometheus::scrape)
                        .start();
                server = started;
                log.info("serving at {}{}", started.url(), mayChange ? "" : "; read-only without a token");
                return List.of(meters, started.listener(), started.firstPage());
            } catch (IOException e) {
                throw new FailedException("--http: " + e.getMessage(), e);
            }
        }

        private void setToken(Path file) {
            try {
                options.token(SecretFile.read(file, "token"));
            } catch (IllegalArgumentException e) {
                throw new UsageException("token file " + file + ": " + e.getMessage());
            }
        }

        @Override
        public void close() {
            if (server != null) {
                server.close();
            }
            if (metrics != null) {
                metrics.close();
            }
            if (registry != null) {
                registry.close();
            }
        }
    }
}
