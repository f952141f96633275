/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

/** Registers meters on a shared registry, and removes exactly those again. Thread-safe. */
final class MeterSet implements AutoCloseable {

    private static final String SECONDS = "seconds";

    private final MeterRegistry registry;
    private final List<Meter> meters = new CopyOnWriteArrayList<>();

    MeterSet(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * @param tags name, value, name, value
     */
    Counter counter(String name, String description, String... tags) {
        return keep(Counter.builder(name).description(description).tags(tags).register(registry));
    }

    /** A counter that counts what a timer has timed. */
    void countOf(Timer timer, String name, String description, String... tags) {
        keep(FunctionCounter.builder(name, timer, Timer::count)
                .description(description)
                .tags(tags)
                .register(registry));
    }

    Timer timer(String name, String description, Duration[] buckets, String... tags) {
        return keep(Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(buckets)
                .tags(tags)
                .register(registry));
    }

    Meter gauge(String name, String description, DoubleSupplier value, String... tags) {
        return keep(builder(name, description, value, tags).register(registry));
    }

    void seconds(String name, String description, DoubleSupplier value) {
        keep(builder(name, description, value).baseUnit(SECONDS).register(registry));
    }

    /** Removes one of these meters. */
    void remove(Meter meter) {
        registry.remove(meter);
        meters.remove(meter);
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
        meters.clear();
    }

    /** Upper bounds of a timer's buckets, in seconds. */
    static Duration[] buckets(double... seconds) {
        return DoubleStream.of(seconds)
                .mapToObj(bound -> Duration.ofNanos(Math.round(bound * 1e9)))
                .toArray(Duration[]::new);
    }

    /** Otherwise a registry holds the gauge's source only weakly. */
    private static Gauge.Builder<?> builder(String name, String description, DoubleSupplier value, String... tags) {
        return Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                .description(description)
                .tags(tags)
                .strongReference(true);
    }

    private <T extends Meter> T keep(T meter) {
        meters.add(meter);
        return meter;
    }

    /** Prometheus's unit of time. */
    static final class Seconds {

        private Seconds() {}

        static double of(long nanos) {
            return nanos / 1e9;
        }

        /** Since 1970; to about a microsecond, which is what the type holds. */
        static double of(Instant instant) {
            return instant.getEpochSecond() + instant.getNano() / 1e9;
        }
    }
}
