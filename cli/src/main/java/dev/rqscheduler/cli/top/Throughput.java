/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.top;

import dev.rqscheduler.api.Overview;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computes moves per second from the schedulers' heartbeats: the difference between two of them, and between their
 * times. Exact, but as old as the last heartbeat.
 */
final class Throughput {

    /** Two reads report the time of one heartbeat with less than a microsecond of difference. */
    private static final Duration SAME = Duration.ofMillis(50);

    private record Beat(Instant at, long moved) {}

    private record Scheduler(Beat before, @Nullable Beat last, Optional<Duration> late) {}

    private Map<String, Scheduler> schedulers = new HashMap<>();

    /**
     * @param perSecond of all schedulers, between the last two heartbeats of each
     * @param over the longest of these times
     * @param late the maximum lateness of the jobs moved in them
     */
    record Rate(double perSecond, Duration over, Optional<Duration> late) {}

    /** Records another reading. */
    void look(Overview overview) {
        Map<String, Scheduler> seen = new HashMap<>();
        for (Overview.Scheduler scheduler : overview.schedulers()) {
            if (scheduler.work().isEmpty() || scheduler.heartbeatAge().isEmpty()) {
                continue;
            }
            Beat beat = new Beat(
                    overview.now().minus(scheduler.heartbeatAge().get()),
                    scheduler.work().get().moved());
            seen.put(
                    scheduler.name(),
                    next(
                            schedulers.get(scheduler.name()),
                            beat,
                            scheduler.work().get().late()));
        }
        schedulers = seen;
    }

    private static Scheduler next(@Nullable Scheduler known, Beat beat, Optional<Duration> late) {
        Beat latest = known == null ? null : known.last == null ? known.before : known.last;
        if (known == null || latest == null || beat.moved < latest.moved) {
            // The first reading, or a scheduler restarted under its name.
            return new Scheduler(beat, null, late);
        }
        return Duration.between(latest.at, beat.at).compareTo(SAME) < 0 ? known : new Scheduler(latest, beat, late);
    }

    /** Returns empty until a second heartbeat was seen. */
    Optional<Rate> rate() {
        double perSecond = 0;
        Duration over = Duration.ZERO;
        Optional<Duration> late = Optional.empty();
        for (Scheduler scheduler : schedulers.values()) {
            if (scheduler.last == null) {
                continue;
            }
            Duration between = Duration.between(scheduler.before.at, scheduler.last.at);
            perSecond += (scheduler.last.moved - scheduler.before.moved) / (between.toNanos() / 1e9);
            over = between.compareTo(over) > 0 ? between : over;
            late = later(late, scheduler.late);
        }
        return over.isZero() ? Optional.empty() : Optional.of(new Rate(perSecond, over, late));
    }

    private static Optional<Duration> later(Optional<Duration> one, Optional<Duration> other) {
        return one.isEmpty() || (other.isPresent() && other.get().compareTo(one.get()) > 0) ? other : one;
    }
}
