/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.examples;

import dev.rqscheduler.SchedulerProcess;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Serves the page, the API and the health checks of a scheduler in this process, and requests one of each. */
public final class ServePage {

    private ServePage() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        RedisConfig redis = RedisConfig.parse(args[0]);
        try (SchedulerProcess process = SchedulerProcess.builder().redis(redis).build();
                WebServer server = WebServer.builder()
                        .redis(redis)
                        .port(0)
                        .token("at-least-sixteen-characters")
                        .health(process.health())
                        .start()) {
            process.addListener(server.listener()); // the page shows its moves
            process.start();
            HttpClient http = HttpClient.newHttpClient();
            for (String path : new String[] {"/", "/api/v1/jobs", "/healthz"}) {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
                        HttpResponse.BodyHandlers.ofString());
                System.out.println(path + " " + answer.statusCode());
            }
        }
    }
}
