/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a batch of decisions.
 *
 * @param now the time by Redis's clock
 * @param nextDue the earliest job still in the schedule, due or not
 * @param busy how long the script kept Redis busy; zero if Redis cannot tell
 * @param results one for each decision, in their order
 * @param evicted what had to leave the quarantine to make room; the jobs' hashes are still there
 */
public record Applied(
        Instant now, Optional<Instant> nextDue, Duration busy, List<Result> results, List<Evicted> evicted) {

    /**
     * A job that the quarantine has forgotten.
     *
     * @param due when it was due
     * @param reason why it had been put there
     */
    public record Evicted(String id, Instant due, String reason) {}

    /**
     * @param detail what stood in the way, for a person; else empty
     */
    public record Result(Kind kind, String detail) {}

    /** What became of one decision. */
    public enum Kind {
        /** In its queue. */
        MOVED,
        /** Waits for its dependencies, as RQ's workers expect it. */
        DEFERRED,
        /** This run was left out. */
        SKIPPED,
        /** In quarantine. */
        QUARANTINED,
        /** Somebody cancelled, moved or rescheduled it meanwhile; left alone. */
        GONE,
        /** Its hash changed since it was read; to be read again. */
        CHANGED,
        /** Its queue's key, or one that a deferral needs, has another type than RQ writes; nothing was done. */
        BADKEY,
        /** Redis refused; it stays scheduled. */
        STUCK
    }
}
