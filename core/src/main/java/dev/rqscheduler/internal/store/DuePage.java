/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import dev.rqscheduler.internal.move.DueJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page of due jobs.
 *
 * @param now the time by Redis's clock at which "due" was decided
 * @param nextDue the earliest job still scheduled after this page, due or not
 * @param busy how long the script kept Redis busy; zero if unknown
 * @param length how many due jobs the page had, without those waiting for rules
 * @param moved jobs already moved to their queues
 * @param undecided jobs that need a decision
 * @param noted jobs that were neither
 * @param metas of jobs that stayed scheduled, to be retried with rules for these
 * @param nextSchedule when the first named schedule is due
 */
public record DuePage(
        Instant now,
        Optional<Instant> nextDue,
        Duration busy,
        int length,
        Iterable<Moved> moved,
        List<DueJob> undecided,
        List<Noted> noted,
        List<byte[]> metas,
        Optional<Instant> nextSchedule) {

    /**
     * A job that is in its queue now.
     *
     * @param next when it is due again
     */
    public record Moved(String id, Instant due, String queue, Optional<Instant> next) {}

    /** Returns how many jobs of the page Redis refused to move. */
    public int stuck() {
        return (int) noted.stream().filter(job -> job.kind() == Kind.STUCK).count();
    }

    /** A job that could be neither moved nor decided. */
    public record Noted(String id, Instant due, Kind kind, String detail) {}

    /** Why a job was noted. */
    public enum Kind {
        /** Its hash is (still) missing: checked again after the grace period. */
        MISSING,
        /** Its hash was still missing after the grace period: no longer scheduled. */
        DROPPED,
        /** Redis refused the move; it stays scheduled. */
        STUCK
    }
}
