/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import dev.rqscheduler.web.http.Response;
import dev.rqscheduler.web.http.Routes;
import dev.rqscheduler.web.site.Site;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The JSON API, {@code /api/v1}. It is described in {@code openapi.yaml}, and a test compares the two. */
public final class ApiRoutes {

    private ApiRoutes() {}

    public static void addTo(Routes.Builder routes, Site site) {
        new OverviewRoutes(site).addTo(routes);
        new JobRoutes(site).addTo(routes);
        new ScheduleRoutes(site).addTo(routes);
        new QuarantineRoutes(site).addTo(routes);
        new MoveRoutes(site.moves()).addTo(routes);
        routes.get("/api/v1/openapi.yaml", request -> Response.bytes(200, "application/yaml", description()));
    }

    private static byte[] description() {
        try (InputStream in = ApiRoutes.class.getResourceAsStream("openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml is not in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
