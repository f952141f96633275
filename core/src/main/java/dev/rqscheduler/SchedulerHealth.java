/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import dev.rqscheduler.api.PassReport;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.internal.time.Durations;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports the health of a scheduler process, for health checks and watchdogs. Register it as the process's listener, or
 * as one of several. Thread-safe, and never blocks.
 */
public final class SchedulerHealth implements SchedulerListener {

    private final Duration longestTurn;
    private final LongSupplier nanoTime;

    private volatile long lastTurn;
    private volatile boolean begun;
    private volatile boolean registered;
    private volatile boolean stopping;
    private volatile String role = "";
    private volatile @Nullable Trouble trouble;

    /**
     * @param longestTurn the longest time that a healthy loop takes for one iteration
     */
    public SchedulerHealth(Duration longestTurn) {
        this(longestTurn, System::nanoTime);
    }

    /**
     * @param nanoTime a clock like {@link System#nanoTime}, for tests
     */
    public SchedulerHealth(Duration longestTurn, LongSupplier nanoTime) {
        this.longestTurn = longestTurn;
        this.nanoTime = nanoTime;
        this.lastTurn = nanoTime.getAsLong();
    }

    /**
     * One health state.
     *
     * @param reason one line, in plain words
     */
    public record State(boolean ok, String reason) {}

    private record Trouble(String what, long since) {}

    /**
     * Returns whether the loop is making progress. If it is not, only a restart helps; an unavailable Redis is no
     * reason for one.
     */
    public State alive() {
        if (!begun) {
            // The caller may be waiting for Redis before the loop starts.
            return new State(true, "the loop has not started yet");
        }
        Duration silent = sinceTurn();
        return silent.compareTo(longestTurn) <= 0
                ? new State(true, "last loop iteration " + text(silent) + " ago")
                : new State(
                        false,
                        "no loop iteration for " + text(silent) + ", expected at least every " + text(longestTurn)
                                + ": the process hangs");
    }

    /** Returns whether the scheduler is doing its work: Redis is available, and it is leader or standby. */
    public State ready() {
        Trouble now = trouble;
        if (stopping) {
            return new State(false, "stopping");
        } else if (!alive().ok()) {
            return alive();
        } else if (now != null) {
            return new State(false, now.what() + ", for " + text(since(now.since())));
        } else if (!registered || role.isEmpty()) {
            return new State(false, "starting");
        }
        return new State(true, role);
    }

    /** Returns the time since the last loop iteration, or since construction if there was none yet. */
    public Duration sinceTurn() {
        return since(lastTurn);
    }

    /** Returns the limit that {@link #sinceTurn()} does not exceed in a healthy process. */
    public Duration longestTurn() {
        return longestTurn;
    }

    @Override
    public void onRegistered() {
        registered = true;
    }

    @Override
    public void onTurn() {
        lastTurn = nanoTime.getAsLong();
        begun = true;
    }

    @Override
    public void onPass(PassReport pass) {
        trouble = null;
    }

    @Override
    public void onLeading() {
        role = "leading";
    }

    @Override
    public void onStandby(String holder) {
        trouble = null;
        role = "standing by: the lock is held by " + holder;
    }

    @Override
    public void onRedisAway(String reason) {
        trouble("Redis unavailable: " + reason);
    }

    @Override
    public void onRedisBack(Duration away) {
        trouble = null;
    }

    @Override
    public void onFault(RuntimeException failure) {
        if (trouble == null) {
            trouble("passes are failing unexpectedly: " + failure);
        }
    }

    @Override
    public void onStopping() {
        stopping = true;
    }

    private void trouble(String what) {
        trouble = new Trouble(what, nanoTime.getAsLong());
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - nanos));
    }

    private static String text(Duration duration) {
        return Durations.format(
                duration.truncatedTo(duration.toSeconds() < 10 ? ChronoUnit.MILLIS : ChronoUnit.SECONDS));
    }
}
