/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.metrics.SchedulerMetrics;
import dev.rqscheduler.web.http.Request;
import dev.rqscheduler.web.http.Response;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;

/** {@code /metrics}: the metrics of docs/metrics.md in Prometheus text format. */
final class PrometheusPage implements AutoCloseable {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final SchedulerMetrics metrics;

    PrometheusPage(RedisConfig redis) {
        metrics = SchedulerMetrics.on(registry, redis);
    }

    /** Returns the listener for the scheduler process. */
    SchedulerListener listener() {
        return metrics;
    }

    Response answer(Request request) {
        return Response.bytes(200, TEXT, registry.scrape().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        metrics.close();
        registry.close();
    }
}
