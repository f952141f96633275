/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.metrics;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.PassReport;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.api.ZoneRulesReport;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The metrics of a scheduler process: a listener that keeps meters on a registry. docs/metrics.md names them all.
 *
 * <pre>{@code
 * try (SchedulerMetrics metrics = SchedulerMetrics.on(registry, redis);
 *         SchedulerProcess scheduler = SchedulerProcess.builder().redis(redis).listener(metrics).build()) {
 *     scheduler.run();
 * }
 * }</pre>
 *
 * <p>The process's actions are counted as they happen. Values only Redis knows (how many jobs there are, how many are
 * due) are read when the registry is, at most once a second, in one round trip on a separate connection that is opened
 * on first use; while Redis is unavailable, or takes longer than 1.5 seconds to answer, those gauges have no value and
 * all others are unaffected. One registry holds the meters of one process.
 */
public final class SchedulerMetrics implements SchedulerListener, AutoCloseable {

    /** How many queues have their own label; all others are counted together as {@code other}. */
    public static final int DEFAULT_QUEUES = 50;

    private final MeterSet meters;
    private final ExtentMeters extent;
    private final MoveMeters moves;
    private final LoopMeters loop;

    private SchedulerMetrics(
            MeterRegistry registry, RedisConfig redis, int queues, InstantSource clock, LongSupplier nanoTime) {
        meters = new MeterSet(registry);
        // First, as it can fail: no meter must stay behind in the application's registry.
        extent = new ExtentMeters(meters, redis, clock, nanoTime);
        moves = new MoveMeters(meters, queues);
        loop = new LoopMeters(meters, clock, nanoTime);
    }

    /**
     * Registers the meters.
     *
     * @param redis as used by the process; a timeout of more than a second counts as one second
     */
    public static SchedulerMetrics on(MeterRegistry registry, RedisConfig redis) {
        return on(registry, redis, DEFAULT_QUEUES);
    }

    /**
     * Registers the meters.
     *
     * @param queues how many queues have their own label, 0 to 10,000
     * @throws IllegalArgumentException if {@code queues} is out of range
     */
    public static SchedulerMetrics on(MeterRegistry registry, RedisConfig redis, int queues) {
        if (queues < 0 || queues > 10_000) {
            throw new IllegalArgumentException("queues must be 0 to 10000, not " + queues);
        }
        return new SchedulerMetrics(registry, redis, queues, InstantSource.system(), System::nanoTime);
    }

    @Override
    public void onOutcome(Outcome outcome) {
        moves.onOutcome(outcome);
    }

    @Override
    public void onTurn() {
        loop.onTurn();
    }

    @Override
    public void onPass(PassReport pass) {
        loop.onPass(pass);
    }

    @Override
    public void onScript(Duration took) {
        loop.onScript(took);
    }

    @Override
    public void onLeading() {
        loop.onLeading();
    }

    @Override
    public void onLease(Duration validFor, Duration spare) {
        loop.onLease(validFor, spare);
    }

    @Override
    public void onLeaseLost(String reason) {
        loop.onLeaseLost(reason);
    }

    @Override
    public void onRedisError(RedisException failure) {
        loop.onRedisError(failure);
    }

    @Override
    public void onZoneRules(ZoneRulesReport report) {
        loop.onZoneRules(report);
    }

    @Override
    public void onReconnect(int connections) {
        loop.onReconnect(connections);
    }

    @Override
    public void onFault(RuntimeException failure) {
        loop.onFault(failure);
    }

    @Override
    public void onStopping() {
        loop.onStopping();
    }

    /** Removes the meters from the registry, and closes the connection. */
    @Override
    public void close() {
        meters.close();
        extent.close();
    }
}
