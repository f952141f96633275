/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import dev.rqscheduler.internal.connection.Reply;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of a batch of decisions.
 *
 * @param now the time by Redis's clock
 * @param nextDue the earliest job still scheduled, due or not
 * @param busy how long the script kept Redis busy; zero if unknown
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
                results(reply.at(4)),
                evicted(reply.at(5)));
    }

    private static List<Result> results(Reply reply) {
        List<Result> results = new ArrayList<>(reply.size() / 2);
        for (int i = 0; i < reply.size(); i += 2) {
            Kind kind = Kind.valueOf(reply.at(i).text());
            Reply detail = reply.at(i + 1);
            results.add(new Result(
                    kind,
                    kind == Kind.BADKEY ? DueStore.problem(detail).orElseThrow().reason() : detail.text()));
        }
        return results;
    }

    private static List<Evicted> evicted(Reply reply) {
        List<Evicted> evicted = new ArrayList<>(reply.size() / 2);
        for (int i = 0; i < reply.size(); i += 2) {
            QuarantineStore.Entry entry =
                    QuarantineStore.Entry.parse(reply.at(i + 1).bytes());
            evicted.add(new Evicted(reply.at(i).text(), Scores.instant(entry.due()), entry.reason()));
        }
        return evicted;
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

    /** The outcome of one decision. */
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
