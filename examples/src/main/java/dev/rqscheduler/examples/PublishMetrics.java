/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.examples;

import dev.rqscheduler.SchedulerProcess;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.metrics.SchedulerMetrics;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Publishes a scheduler's metrics on a Micrometer registry. Burst mode: it moves due jobs, and ends. */
public final class PublishMetrics {

    private PublishMetrics() {}

    public static void main(String[] args) throws InterruptedException {
        String url = args[0];
        MeterRegistry registry = new SimpleMeterRegistry(); // yours
        // region
        RedisConfig redis = RedisConfig.parse(url);
        try (SchedulerMetrics metrics = SchedulerMetrics.on(registry, redis);
                SchedulerProcess process = SchedulerProcess.builder()
                        .redis(redis)
                        .listener(metrics)
                        .burst(true)
                        .build()) {
            process.run();
            registry.find("rqscheduler.jobs.moved").meters().forEach(PublishMetrics::print);
        } // the meters are removed
        // endregion
    }

    private static void print(Meter meter) {
        meter.measure().forEach(value -> System.out.println(meter.getId().getName() + " " + value.getValue()));
    }
}
