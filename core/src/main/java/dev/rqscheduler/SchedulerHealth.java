/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import dev.rqscheduler.api.PassReport;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.internal.process.SchedulerLoop;
import dev.rqscheduler.internal.time.Durations;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a scheduler process is well, by what its listener hears: for health checks and watchdogs. Hand it to the process as
 * its listener, or as one of several. Asked from any thread, and never waits.
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
     * @param longestTurn see {@link SchedulerLoop#longestTurn}
     */
    public SchedulerHealth(Duration longestTurn) {
        this(longestTurn, System::nanoTime);
    }

    public SchedulerHealth(Duration longestTurn, LongSupplier nanoTime) {
        this.longestTurn = longestTurn;
        this.nanoTime = nanoTime;
        this.lastTurn = nanoTime.getAsLong();
    }

    /**
     * One answer.
     *
     * @param reason in one line, for a person
     */
    public record State(boolean ok, String reason) {}

    private record Trouble(String what, long since) {}

    /**
     * Whether the loop comes round. If not, only a new start helps; a Redis that is away is no reason for one.
     */
    public State alive() {
        if (!begun) {
            // Somebody may wait for Redis before the loop does.
            return new State(true, "the loop has not begun yet");
        }
        Duration silent = sinceTurn();
        return silent.compareTo(longestTurn) <= 0
                ? new State(true, "the loop came round " + text(silent) + " ago")
                : new State(
                        false,
                        "the loop has not come round for " + text(silent) + ", and is never longer than "
                                + text(longestTurn) + " when it is well: the process hangs");
    }

    /** Whether the scheduler does its work: Redis can be used, and it leads or stands by. */
    public State ready() {
        Trouble now = trouble;
        if (stopping) {
            return new State(false, "it is stopping");
        } else if (!alive().ok()) {
            return alive();
        } else if (now != null) {
            return new State(false, now.what() + ", for " + text(since(now.since())));
        } else if (!registered || role.isEmpty()) {
            return new State(false, "it is starting");
        }
        return new State(true, role);
    }

    /** How long ago the loop came round; since this was made, if it has not yet. */
    public Duration sinceTurn() {
        return since(lastTurn);
    }

    /** What {@link #sinceTurn()} never exceeds when all is well. */
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
        role = "it leads";
    }

    @Override
    public void onStandby(String holder) {
        trouble = null;
        role = "it stands by: the lock is held by " + holder;
    }

    @Override
    public void onRedisAway(String reason) {
        trouble("Redis cannot be used: " + reason);
    }

    @Override
    public void onRedisBack(Duration away) {
        trouble = null;
    }

    @Override
    public void onFault(RuntimeException failure) {
        if (trouble == null) {
            trouble("passes fail unexpectedly: " + failure);
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
