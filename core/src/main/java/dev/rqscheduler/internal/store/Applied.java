/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of a batch of decisions.
 *
 * @param nextDue the earliest job still scheduled, due or not
 * @param results one for each decision, in their order
 * @param evicted jobs evicted from the quarantine to make room; their hashes are kept
 */
public record Applied(
        Instant now, Optional<Instant> nextDue, Duration busy, List<Result> results, List<Evicted> evicted) {

    /** Reads the reply of {@code apply_decisions.lua}. */
    static Applied of(Reply reply) {
        return new Applied(
                Scores.ofMicros(reply.at(1).text()),
                DueStore.nextDue(reply.at(2)),
                Duration.ofNanos(reply.at(3).number() * 1_000),
                reply.at(4).every(2, i -> result(reply.at(4), i)),
                reply.at(5).every(2, i -> evicted(reply.at(5), i)));
    }

    private static Result result(Reply reply, int at) {
        Kind kind = Kind.valueOf(reply.at(at).text());
        Reply detail = reply.at(at + 1);
        return new Result(
                kind,
                kind == Kind.BADKEY ? DueStore.problem(detail).orElseThrow().reason() : detail.text());
    }

    private static Evicted evicted(Reply reply, int at) {
        QuarantineStore.Entry entry =
                QuarantineStore.Entry.parse(reply.at(at + 1).bytes());
        return new Evicted(reply.at(at).text(), Scores.instant(entry.due()), entry.reason());
    }

    /**
     * A job evicted from the quarantine.
     *
     * @param due when it was due
     * @param reason why it was quarantined
     */
    public record Evicted(String id, Instant due, String reason) {}

    /**
     * @param detail what prevented it, in plain words; else empty
     */
    public record Result(Kind kind, String detail) {}

    public enum Kind {
        /** In its queue. */
        MOVED,
        /** Waits for its dependencies, as RQ's workers expect it. */
        DEFERRED,
        /** This run was skipped. */
        SKIPPED,
        /** In quarantine. */
        QUARANTINED,
        /** Another client cancelled, moved or rescheduled it meanwhile; left alone. */
        GONE,
        /** Its hash changed since it was read; it must be read again. */
        CHANGED,
        /** Its queue's key, or one that a deferral needs, has a different type than RQ writes; nothing was done. */
        BADKEY,
        /** Redis refused; it stays scheduled. */
        STUCK
    }
}
