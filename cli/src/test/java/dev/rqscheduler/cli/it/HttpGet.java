/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the web server of a process, whose address it has logged. */
final class HttpGet {

    private static final Pattern ADDRESS = Pattern.compile("serving at (http://[0-9.:]+)");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(JarProcess.PATIENCE).build();

    private final String base;

    private HttpGet(String base) {
        this.base = base;
    }

    static HttpGet of(JarProcess process) {
        process.awaitErr("serving at http://");
        Matcher address = ADDRESS.matcher(process.err());
        if (!address.find()) {
            throw new AssertionError(process.err());
        }
        return new HttpGet(address.group(1));
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
