/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.metrics;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.QuarantineCause;
import dev.rqscheduler.api.RunSkipReason;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.api.SkipCause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the outcomes of due jobs and of due times of schedules. */
final class MoveMeters implements SchedulerListener, Outcome.Visitor<Runnable> {

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

    private final MeterSet.QueueLabels<Timer> lateness;
    private final MeterSet.QueueLabels<Counter> deferred;
    private final Map<SkipCause, Counter> skipped = new EnumMap<>(SkipCause.class);
    private final Map<QuarantineCause, Counter> quarantined = new EnumMap<>(QuarantineCause.class);
    private final Map<RunSkipReason, Counter> runsSkipped = new EnumMap<>(RunSkipReason.class);
    private final Counter missing;
    private final Counter dropped;
    private final Counter stuck;
    private final Counter evicted;

    /**
     * @param queues how many queues have their own label
     */
    MoveMeters(MeterSet meters, int queues) {
        lateness = new MeterSet.QueueLabels<>(queues, queue -> {
            Timer timer = meters.timer(
                    "rqscheduler.lateness", "How late jobs were queued, by Redis's clock", LATENESS, "queue", queue);
            meters.countOf(timer, "rqscheduler.jobs.moved", "Jobs moved to their queues", "queue", queue);
            return timer;
        });
        deferred = new MeterSet.QueueLabels<>(
                queues,
                queue -> meters.counter(
                        "rqscheduler.jobs.deferred", "Due jobs waiting for their dependencies", "queue", queue));
        for (SkipCause cause : SkipCause.values()) {
            skipped.put(
                    cause, meters.counter("rqscheduler.jobs.skipped", "Skipped runs of jobs", "reason", cause.word()));
        }
        for (QuarantineCause cause : QuarantineCause.values()) {
            quarantined.put(
                    cause, meters.counter("rqscheduler.jobs.quarantined", "Jobs quarantined", "reason", cause.word()));
        }
        for (RunSkipReason reason : RunSkipReason.values()) {
            runsSkipped.put(
                    reason,
                    meters.counter(
                            "rqscheduler.runs.skipped",
                            "Due times of named schedules without a run",
                            "reason",
                            reason.word()));
        }
        missing =
                meters.counter("rqscheduler.jobs.missing", "Due jobs whose hash was missing, to be checked once more");
        dropped = meters.counter("rqscheduler.jobs.dropped", "Jobs dropped because their hash is gone");
        stuck = meters.counter("rqscheduler.jobs.stuck", "Moves refused by Redis, counting each attempt");
        evicted = meters.counter(
                "rqscheduler.jobs.evicted", "Jobs evicted from a full quarantine to make room for others");
    }

    @Override
    public void onOutcome(Outcome outcome) {
        outcome.accept(this).run();
    }

    @Override
    public Runnable moved(Outcome.Moved job) {
        return () -> {
            Duration late = job.lateness();
            lateness.of(job.queue()).record(late.compareTo(LONGEST) > 0 ? LONGEST : late);
        };
    }

    @Override
    public Runnable deferred(Outcome.Deferred job) {
        return () -> deferred.of(job.queue()).increment();
    }

    @Override
    public Runnable skipped(Outcome.Skipped job) {
        return () -> count(skipped.get(job.cause()), 1);
    }

    @Override
    public Runnable quarantined(Outcome.Quarantined job) {
        return () -> count(quarantined.get(job.cause()), 1);
    }

    @Override
    public Runnable evicted(Outcome.Evicted job) {
        return () -> evicted.increment();
    }

    @Override
    public Runnable missing(Outcome.Missing job) {
        return () -> missing.increment();
    }

    @Override
    public Runnable dropped(Outcome.Dropped job) {
        return () -> dropped.increment();
    }

    @Override
    public Runnable stuck(Outcome.Stuck job) {
        return () -> stuck.increment();
    }

    @Override
    public Runnable runSkipped(Outcome.RunSkipped run) {
        return () -> count(runsSkipped.get(run.reason()), 1 + run.more());
    }

    @Override
    public Runnable scheduleBroken(Outcome.ScheduleBroken schedule) {
        // Counted by state, see ExtentMeters.
        return () -> {};
    }

    @Override
    public Runnable scheduleFinished(Outcome.ScheduleFinished schedule) {
        // Counted by state, see ExtentMeters.
        return () -> {};
    }

    private static void count(@Nullable Counter counter, int times) {
        if (counter != null) {
            counter.increment(times);
        }
    }
}
