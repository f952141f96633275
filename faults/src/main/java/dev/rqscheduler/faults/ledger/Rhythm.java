/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * When a job is to run.
 *
 * @param step time between two runs; zero for a job that runs once
 * @param wholeSteps whether runs are at multiples of {@code step} since 1970, as those of a cron job that runs every so many
 *     seconds; else the first one sets the phase
 * @param runs how many in all; empty for no end
 */
public record Rhythm(Duration step, boolean wholeSteps, OptionalInt runs) {

    public static final Rhythm ONCE = new Rhythm(Duration.ZERO, false, OptionalInt.of(1));

    public static Rhythm every(Duration interval, OptionalInt runs) {
        return new Rhythm(interval, false, runs);
    }

    /** For a cron expression that matches each multiple of {@code step}. */
    public static Rhythm cron(Duration step, OptionalInt runs) {
        return new Rhythm(step, true, runs);
    }

    public boolean endless() {
        return runs.isEmpty();
    }

    /** Whether a run at {@code due} is in the rhythm of a job whose first run was due at {@code first}. */
    public boolean hits(Instant first, Instant due) {
        if (step.isZero()) {
            return true;
        }
        Instant origin = wholeSteps ? Instant.EPOCH : first;
        return Duration.between(origin, due).toNanos() % step.toNanos() == 0;
    }
}
