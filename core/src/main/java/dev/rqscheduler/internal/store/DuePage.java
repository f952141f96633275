/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.move.DueJob;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page of due jobs.
 *
 * @param now the time by Redis's clock at which "due" was decided
 * @param nextDue the earliest job still scheduled after this page, due or not
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

    /** Reads the reply of {@code move_due.lua}. */
    static DuePage of(Reply reply) {
        Reply noted = reply.at(7);
        return new DuePage(
                Scores.ofMicros(reply.at(1).text()),
                DueStore.nextDue(reply.at(2)),
                Duration.ofNanos(reply.at(3).number() * 1_000),
                (int) reply.at(4).number(),
                new MovedJobs(reply.at(5)),
                reply.at(6).every(1, i -> DueStore.dueJob(reply.at(6).at(i))),
                noted.every(
                        4,
                        i -> new Noted(
                                noted.at(i).text(),
                                Scores.instant(noted.at(i + 1).text()),
                                Kind.valueOf(noted.at(i + 2).text()),
                                noted.at(i + 3).text())),
                reply.at(8).every(1, i -> reply.at(8).at(i).bytes()),
                DueStore.nextDue(reply.at(9)));
    }

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

    public enum Kind {
        /** Its hash is (still) missing: checked again after the grace period. */
        MISSING,
        /** Its hash was still missing after the grace period: no longer scheduled. */
        DROPPED,
        /** Redis refused the move; it stays scheduled. */
        STUCK
    }
}
