/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.web.live.Interval;
import dev.rqscheduler.web.live.LiveMoves;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The jobs this process moved in the last hour.
 *
 * @param minutes oldest first; empty if it moved nothing
 */
public record RecentMoves(List<Minute> minutes) {

    static RecentMoves of(LiveMoves moves) {
        List<Interval> hour = moves.lastHourByMinutes();
        return new RecentMoves(
                hour.stream().allMatch(interval -> interval.moved() == 0)
                        ? List.of()
                        : hour.stream().map(RecentMoves::minute).toList());
    }

    private static Minute minute(Interval interval) {
        return interval.moved() == 0
                ? new Minute(interval.from(), 0, Optional.empty(), Optional.empty())
                : new Minute(
                        interval.from(),
                        interval.moved(),
                        Optional.of(interval.median()),
                        Optional.of(interval.latest()));
    }

    /**
     * The moves of one minute.
     *
     * @param moved number of jobs
     * @param typical median lateness; empty if none was moved
     * @param worst greatest lateness; empty if none was moved
     */
    public record Minute(Instant from, long moved, Optional<Duration> typical, Optional<Duration> worst) {}

    public long moved() {
        return minutes.stream().mapToLong(Minute::moved).sum();
    }

    public Optional<Duration> worst() {
        return minutes.stream().flatMap(minute -> minute.worst().stream()).max(Duration::compareTo);
    }

    /** Returns milliseconds for a plot; empty if there is no value. */
    public static String millis(Optional<Duration> lateness) {
        return lateness.map(length -> Double.toString(length.toNanos() / 1e6)).orElse("");
    }

    public static String words(Optional<Duration> lateness) {
        return lateness.map(PageClock::length).orElse("-");
    }
}
