/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * When a job must run.
 *
 * @param step time between two runs; zero for a job that runs once
 * @param wholeSteps whether runs are at multiples of {@code step} since 1970, like a cron job that runs every few seconds; if
 *     not, the first run sets the phase
 * @param total number of runs; empty if unlimited
 */
public record ExpectedRuns(Duration step, boolean wholeSteps, OptionalInt total) {

    public static final ExpectedRuns ONCE = new ExpectedRuns(Duration.ZERO, false, OptionalInt.of(1));

    public static ExpectedRuns every(Duration interval, OptionalInt total) {
        return new ExpectedRuns(interval, false, total);
    }

    /** Runs of a cron expression that matches each multiple of {@code step}. */
    public static ExpectedRuns cron(Duration step, OptionalInt total) {
        return new ExpectedRuns(step, true, total);
    }

    public boolean endless() {
        return total.isEmpty();
    }

    /** Whether a job whose first run was due at {@code first} may have a run due at {@code due}. */
    public boolean includes(Instant first, Instant due) {
        if (step.isZero()) {
            return true;
        }
        Instant origin = wholeSteps ? Instant.EPOCH : first;
        return Duration.between(origin, due).toNanos() % step.toNanos() == 0;
    }
}
