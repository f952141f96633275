/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.SchedulerListener;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/**
 * Counts the work that each heartbeat publishes in Redis: {@code moved}, jobs since the start, and {@code late}, the
 * maximum lateness in seconds since the previous heartbeat, empty if nothing was moved. Not thread-safe.
 */
final class MoveCounter implements SchedulerListener {

    private long moved;
    private long movedBefore;
    private Duration late = Duration.ZERO;

    @Override
    public void onOutcome(Outcome outcome) {
        if (outcome instanceof Outcome.Moved job) {
            moved++;
            Duration lateness = job.lateness();
            late = lateness.compareTo(late) > 0 ? lateness : late;
        }
    }

    Map<String, String> fields() {
        String latest = moved == movedBefore
                ? ""
                : BigDecimal.valueOf(late.getSeconds())
                        .add(BigDecimal.valueOf(late.getNano() / 1_000, 6))
                        .toPlainString();
        return Map.of("moved", Long.toString(moved), "late", latest);
    }

    /** Records that the fields were published: the next heartbeat covers what follows. */
    void published() {
        movedBefore = moved;
        late = Duration.ZERO;
    }
}
