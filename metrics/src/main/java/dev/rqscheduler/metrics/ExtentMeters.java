/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.metrics;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.internal.store.BacklogStore;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/** Gauges for values only Redis knows, read on each scrape. While Redis is unavailable they have no value. */
final class ExtentMeters implements AutoCloseable {

    private final ExtentReader reader;

    ExtentMeters(MeterSet meters, RedisConfig redis, InstantSource clock, LongSupplier nanoTime) {
        reader = new ExtentReader(redis, clock, nanoTime);
        meters.gauge(
                "rqscheduler.redis.up",
                "1 if Redis answered the query for these metrics, 0 if not",
                () -> reader.look().extent().isPresent() ? 1 : 0);
        meters.gauge(
                "rqscheduler.scheduled.jobs", "Scheduled jobs, due or not", () -> number(BacklogStore.Stats::jobs));
        meters.gauge(
                "rqscheduler.due.jobs",
                "Jobs that are due and not yet moved",
                () -> number(BacklogStore.Stats::dueJobs));
        meters.gauge(
                "rqscheduler.due.schedules",
                "Named schedules that are due and not yet handled",
                () -> number(BacklogStore.Stats::dueSchedules));
        meters.seconds(
                "rqscheduler.oldest.overdue",
                "How long the oldest due job or schedule has been overdue; 0 if nothing is due",
                () -> value(extent -> extent.oldestDue()
                        .map(due -> MeterSet.Seconds.of(extent.now()) - MeterSet.Seconds.of(due))
                        .orElse(0.0)));
        meters.seconds(
                "rqscheduler.next.due.timestamp",
                "Due time of the next job or schedule that is not due yet; no value if there is none",
                () -> value(extent -> extent.nextDue().map(MeterSet.Seconds::of).orElse(Double.NaN)));
        meters.gauge(
                "rqscheduler.quarantine.jobs", "Jobs in quarantine", () -> number(BacklogStore.Stats::quarantined));
        meters.gauge(
                "rqscheduler.missing.jobs",
                "Due jobs without a hash, in their grace period",
                () -> number(BacklogStore.Stats::missing));
        meters.seconds(
                "rqscheduler.clock.skew",
                "How far Redis's clock, which decides when jobs are due, is ahead of this machine's",
                () -> reader.look()
                        .skew()
                        .map(skew -> MeterSet.Seconds.of(skew.toNanos()))
                        .orElse(Double.NaN));
        schedules(meters, "active", BacklogStore.Stats.States::active);
        schedules(meters, "waiting", BacklogStore.Stats.States::waiting);
        schedules(meters, "paused", BacklogStore.Stats.States::paused);
        schedules(meters, "finished", BacklogStore.Stats.States::finished);
        schedules(meters, "broken", BacklogStore.Stats.States::broken);
    }

    @Override
    public void close() {
        reader.close();
    }

    private void schedules(MeterSet meters, String state, ToDoubleFunction<BacklogStore.Stats.States> count) {
        meters.gauge(
                "rqscheduler.schedules",
                "Named schedules by state",
                () -> value(
                        extent -> extent.schedules().map(count::applyAsDouble).orElse(Double.NaN)),
                "state",
                state);
    }

    private double number(Function<BacklogStore.Stats, OptionalLong> number) {
        return value(extent -> {
            OptionalLong value = number.apply(extent);
            return value.isPresent() ? value.getAsLong() : Double.NaN;
        });
    }

    private double value(ToDoubleFunction<BacklogStore.Stats> value) {
        return reader.look().extent().stream().mapToDouble(value).findFirst().orElse(Double.NaN);
    }
}
