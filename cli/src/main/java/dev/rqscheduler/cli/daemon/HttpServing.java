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
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The web server of a scheduler. Its classes are loaded only if {@code --http} is given. */
final class HttpServing implements AutoCloseable {

    private final WebServer.Builder options;
    private final boolean mayChange;
    private @Nullable WebServer server;
    private @Nullable Prometheus metrics;

    /**
     * Reads the options, so that errors in them are reported before anything starts.
     *
     * @throws UsageException if they are invalid, or would give everyone access
     */
    HttpServing(HttpOptions http) {
        InetSocketAddress address = HttpOptions.Address.parse(http.address());
        Path tokenFile = http.tokenFile();
        mayChange = tokenFile != null;
        options = WebServer.builder().address(address).hosts(http.hosts()).hideArguments(http.hideArguments());
        if (tokenFile != null) {
            setToken(tokenFile);
        } else if (!address.getAddress().isLoopbackAddress()) {
            throw new UsageException("--http " + http.address()
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
        Prometheus page = new Prometheus(redis);
        metrics = page;
        try {
            WebServer started = options.redis(redis)
                    .cronZone(process.cronZone())
                    .health(process.health())
                    .metrics(page::scrape)
                    .start();
            server = started;
            log.info("serving at {}{}", started.url(), mayChange ? "" : "; read-only without a token");
            return List.of(page.listener(), started.listener(), started.firstPage());
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
    }

    /** {@code /metrics}: the metrics of docs/metrics.md in Prometheus text format. */
    private static final class Prometheus implements AutoCloseable {

        private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        private final SchedulerMetrics metrics;

        Prometheus(RedisConfig redis) {
            metrics = SchedulerMetrics.on(registry, redis);
        }

        /** Returns the listener for the scheduler process. */
        SchedulerListener listener() {
            return metrics;
        }

        String scrape() {
            return registry.scrape();
        }

        @Override
        public void close() {
            metrics.close();
            registry.close();
        }
    }
}
