/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web;

import dev.rqscheduler.SchedulerHealth;
import dev.rqscheduler.web.http.JsonObject;
import dev.rqscheduler.web.http.Response;
import dev.rqscheduler.web.http.Routes;
import java.time.Duration;
import java.util.function.Supplier;

/** Serves {@code /healthz} and {@code /readyz}: 200 or 503, with the reason as JSON. Both are open on every address. */
final class HealthRoutes {

    private HealthRoutes() {}

    static void add(Routes.Builder routes, SchedulerHealth health) {
        add(routes, "/healthz", health, health::alive);
        add(routes, "/readyz", health, health::ready);
    }

    private static void add(
            Routes.Builder routes, String path, SchedulerHealth health, Supplier<SchedulerHealth.State> state) {
        routes.open(path, request -> answer(health, state.get()));
    }

    private static Response answer(SchedulerHealth health, SchedulerHealth.State state) {
        JsonObject body = new JsonObject()
                .put("status", state.ok() ? "ok" : "failed")
                .put("reason", state.reason())
                .put("secondsSinceTurn", seconds(health.sinceTurn()))
                .put("longestTurnSeconds", seconds(health.longestTurn()));
        return Response.json(state.ok() ? 200 : 503, body);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
