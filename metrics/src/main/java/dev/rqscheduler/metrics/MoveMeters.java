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
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Counts the outcomes of due jobs and of due times of schedules. */
final class MoveMeters implements SchedulerListener, Outcome.Visitor<Runnable> {

    /** From "immediate" through "a missed poll" to "an outage": milliseconds to an hour. */
    private static final Duration[] LATENESS =
            MeterSet.buckets(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600);

    /** A score may be arbitrarily low; lateness beyond this is counted as this. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final QueueLabels<Timer> lateness;
    private final QueueLabels<Counter> deferred;
    private final Map<SkipCause, Counter> skipped;
    private final Map<QuarantineCause, Counter> quarantined;
    private final Map<RunSkipReason, Counter> runsSkipped;
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
        skipped = byReason(
                SkipCause.class,
                cause -> meters.counter("rqscheduler.jobs.skipped", "Skipped runs of jobs", "reason", cause.word()));
        quarantined = byReason(
                QuarantineCause.class,
                cause -> meters.counter("rqscheduler.jobs.quarantined", "Jobs quarantined", "reason", cause.word()));
        runsSkipped = byReason(
                RunSkipReason.class,
                reason -> meters.counter(
                        "rqscheduler.runs.skipped",
                        "Due times of named schedules without a run",
                        "reason",
                        reason.word()));
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

    private static <E extends Enum<E>> Map<E, Counter> byReason(Class<E> reasons, Function<E, Counter> counter) {
        Map<E, Counter> counters = new EnumMap<>(reasons);
        for (E reason : reasons.getEnumConstants()) {
            counters.put(reason, counter.apply(reason));
        }
        return counters;
    }

    private static void count(@Nullable Counter counter, int times) {
        if (counter != null) {
            counter.increment(times);
        }
    }

    /**
     * Values kept per queue. Every label costs the metrics store memory forever, and queue names come from outside: the
     * first N queues have their own label, all others share one. Not thread-safe.
     */
    static final class QueueLabels<T> {

        /** Hardly a queue name; a queue with this name shares the label. */
        static final String OTHER = "other";

        private static final int LONGEST_NAME = 200;

        private final int most;
        private final Function<String, T> maker;
        private final Map<String, T> byQueue = new HashMap<>();

        /**
         * @param most how many queues have their own label, 0 or more
         * @param maker creates the value for a label
         */
        QueueLabels(int most, Function<String, T> maker) {
            this.most = most;
            this.maker = maker;
        }

        T of(String queue) {
            T kept = byQueue.get(queue);
            if (kept != null) {
                return kept;
            }
            boolean own = queue.length() <= LONGEST_NAME && (byQueue.size() < most || queue.equals(OTHER));
            return byQueue.computeIfAbsent(own ? queue : OTHER, maker);
        }
    }
}
