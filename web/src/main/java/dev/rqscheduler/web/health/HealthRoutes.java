/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.health;

import dev.rqscheduler.web.http.Access;
import dev.rqscheduler.web.http.HttpMethod;
import dev.rqscheduler.web.http.Response;
import dev.rqscheduler.web.http.Route;
import dev.rqscheduler.web.http.Routes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Serves {@code /healthz} and {@code /readyz}: 200 or 503, with the reason as JSON. Both are open on every address. */
public final class HealthRoutes {

    private HealthRoutes() {}

    public static void add(Routes.Builder routes, HealthSource health) {
        add(routes, "/healthz", health::alive);
        add(routes, "/readyz", health::ready);
    }

    private static void add(Routes.Builder routes, String path, Supplier<HealthReport> report) {
        routes.add(new Route(HttpMethod.GET, path, Access.ALWAYS, request -> answer(report.get())));
    }

    private static Response answer(HealthReport report) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", report.ok() ? "ok" : "failed");
        body.put("reason", report.reason());
        body.putAll(report.details());
        return Response.json(report.ok() ? 200 : 503, body);
    }
}
