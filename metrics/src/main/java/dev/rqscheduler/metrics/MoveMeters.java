/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.metrics;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.QuarantineCause;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.api.SkipCause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the outcomes of due jobs and of due times of schedules. */
final class MoveMeters implements SchedulerListener {

    /** From "immediate" through "a missed poll" to "an outage": milliseconds to an hour. */
    private static final Duration[] LATENESS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1)
    };

    /** A score may be arbitrarily low; lateness beyond this is counted as this. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final List<String> RUN_REASONS = List.of("overlap", "misfire", "paused", "excluded", "asked");
    private static final String OTHER = "other";

    private final QueueLabels<Timer> lateness;
    private final QueueLabels<Counter> deferred;
    private final Map<SkipCause, Counter> skipped = new EnumMap<>(SkipCause.class);
    private final Map<QuarantineCause, Counter> quarantined = new EnumMap<>(QuarantineCause.class);
    private final Map<String, Counter> runsSkipped = new HashMap<>();
    private final Counter missing;
    private final Counter dropped;
    private final Counter stuck;
    private final Counter evicted;

    /**
     * @param queues how many queues have their own label
     */
    MoveMeters(MeterSet meters, int queues) {
        lateness = new QueueLabels<>(queues, queue -> {
            Timer timer = meters.timer(
                    "rqscheduler.lateness", "How late jobs were queued, by Redis's clock", LATENESS, "queue", queue);
            meters.countOf(timer, "rqscheduler.jobs.moved", "Jobs moved to their queues", "queue", queue);
            return timer;
        });
        deferred = new QueueLabels<>(
                queues,
                queue -> meters.counter(
                        "rqscheduler.jobs.deferred", "Due jobs waiting for their dependencies", "queue", queue));
        for (SkipCause cause : SkipCause.values()) {
            skipped.put(
                    cause, meters.counter("rqscheduler.jobs.skipped", "Skipped runs of jobs", "reason", text(cause)));
        }
        for (QuarantineCause cause : QuarantineCause.values()) {
            quarantined.put(
                    cause, meters.counter("rqscheduler.jobs.quarantined", "Jobs quarantined", "reason", text(cause)));
        }
        for (String reason : RUN_REASONS) {
            runsSkipped.put(reason, runsSkipped(meters, reason));
        }
        runsSkipped.put(OTHER, runsSkipped(meters, OTHER));
        missing =
                meters.counter("rqscheduler.jobs.missing", "Due jobs whose hash was missing, to be checked once more");
        dropped = meters.counter("rqscheduler.jobs.dropped", "Jobs dropped because their hash is gone");
        stuck = meters.counter("rqscheduler.jobs.stuck", "Moves refused by Redis, counting each attempt");
        evicted = meters.counter(
                "rqscheduler.jobs.evicted", "Jobs evicted from a full quarantine to make room for others");
    }

    private static Counter runsSkipped(MeterSet meters, String reason) {
        return meters.counter(
                "rqscheduler.runs.skipped", "Due times of named schedules without a run", "reason", reason);
    }

    @Override
    public void onOutcome(Outcome outcome) {
        if (outcome instanceof Outcome.Moved job) {
            Duration late = job.lateness();
            lateness.of(job.queue()).record(late.compareTo(LONGEST) > 0 ? LONGEST : late);
        } else if (outcome instanceof Outcome.Deferred job) {
            deferred.of(job.queue()).increment();
        } else if (outcome instanceof Outcome.Skipped job) {
            count(skipped.get(job.cause()), 1);
        } else if (outcome instanceof Outcome.Quarantined job) {
            count(quarantined.get(job.cause()), 1);
        } else if (outcome instanceof Outcome.RunSkipped run) {
            Counter counter = runsSkipped.get(run.reason());
            count(counter == null ? runsSkipped.get(OTHER) : counter, 1 + run.more());
        } else if (outcome instanceof Outcome.Missing) {
            missing.increment();
        } else if (outcome instanceof Outcome.Dropped) {
            dropped.increment();
        } else if (outcome instanceof Outcome.Stuck) {
            stuck.increment();
        } else if (outcome instanceof Outcome.Evicted) {
            evicted.increment();
        }
    }

    private static void count(@Nullable Counter counter, int times) {
        if (counter != null) {
            counter.increment(times);
        }
    }

    private static String text(Enum<?> cause) {
        return cause.name().toLowerCase(Locale.ROOT);
    }
}
