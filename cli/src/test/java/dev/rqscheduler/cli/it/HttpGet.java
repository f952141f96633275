/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the web server of a process, whose address it has logged. */
final class HttpGet {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(JarProcess.PATIENCE).build();

    private final String base;

    private HttpGet(String base) {
        this.base = base;
    }

    static HttpGet of(JarProcess process) {
        return new HttpGet(process.awaitServing());
    }

    HttpResponse<String> get(String path) {
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(URI.create(base + path))
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("no answer from " + base + path, e);
        }
    }

    Scrape scrape() {
        HttpResponse<String> response = get("/metrics");
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return Scrape.of(response.body());
    }
}
