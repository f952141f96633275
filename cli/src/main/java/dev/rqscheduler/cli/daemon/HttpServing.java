/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import dev.rqscheduler.SchedulerProcess;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.cli.failure.FailedException;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.options.SecretFile;
import dev.rqscheduler.web.WebOptions;
import dev.rqscheduler.web.WebServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The web server of a scheduler. Its classes are loaded only if {@code --http} is given. */
final class HttpServing implements AutoCloseable {

    private final WebOptions options;
    private @Nullable WebServer server;
    private @Nullable PrometheusPage metrics;

    /**
     * Reads the options, so that errors in them are reported before anything starts.
     *
     * @throws UsageException if they are invalid, or would give everyone access
     */
    HttpServing(HttpOptions http) {
        InetSocketAddress address = HttpAddress.parse(http.address());
        Path tokenFile = http.tokenFile();
        String token = tokenFile == null ? null : token(tokenFile);
        if (token == null && !address.getAddress().isLoopbackAddress()) {
            throw new UsageException("--http " + http.address()
                    + " can be reached from other machines: give --http-token-file FILE with a token in it, for example"
                    + " from: openssl rand -hex 32");
        }
        options = WebOptions.at(0)
                .withAddress(address, token)
                .withHosts(http.hosts())
                .withHideArguments(http.hideArguments());
    }

    /**
     * Starts serving.
     *
     * @return the listener for the scheduler process
     */
    List<SchedulerListener> start(SchedulerProcess process, RedisConfig redis, Logger log) {
        PrometheusPage page = new PrometheusPage(redis);
        metrics = page;
        try {
            WebServer started = WebServer.start(
                    options.withCronZone(process.cronZone())
                            .withHealth(process.health())
                            .withMetrics(page::scrape),
                    redis);
            server = started;
            log.info("serving at {}{}", started.url(), options.hasToken() ? "" : "; read-only without a token");
            return List.of(page.listener(), started.listener(), started.firstPage());
        } catch (IOException e) {
            throw new FailedException("--http: " + e.getMessage(), e);
        }
    }

    private static String token(Path file) {
        String token = SecretFile.read(file, "token");
        try {
            WebOptions.at(0).withToken(token);
            return token;
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
}
