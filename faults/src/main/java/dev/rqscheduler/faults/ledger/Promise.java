/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.ledger;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One job, and what its producer was told about it. Thread-safe: a producer writes, the accountant reads at the end. */
public final class Promise {

    private final String id;
    private final Rhythm rhythm;
    private final Fate fate;
    private Answer scheduled = Answer.UNKNOWN;
    private @Nullable Instant due;
    private @Nullable Answer cancelled;
    private @Nullable Reschedule rescheduled;

    Promise(String id, Rhythm rhythm, Fate fate) {
        this.id = id;
        this.rhythm = rhythm;
        this.fate = fate;
    }

    /** A wish for another due time, and what came of it. */
    public record Reschedule(Instant due, Answer answer) {}

    public String id() {
        return id;
    }

    public Rhythm rhythm() {
        return rhythm;
    }

    public Fate fate() {
        return fate;
    }

    /** The job was asked for; {@code firstDue} is null where only Redis knows it. */
    public synchronized void scheduled(Answer answer, @Nullable Instant firstDue) {
        scheduled = answer;
        due = firstDue;
    }

    /** Must be noted before the call as {@link Answer#UNKNOWN}, since the call may never return. */
    public synchronized void cancelled(Answer answer) {
        cancelled = answer;
    }

    /** Must be noted before the call as {@link Answer#UNKNOWN}, since the call may never return. */
    public synchronized void rescheduled(Instant newDue, Answer answer) {
        rescheduled = new Reschedule(newDue, answer);
    }

    public synchronized Answer scheduling() {
        return scheduled;
    }

    /** The first due time, where the producer knows it. */
    public synchronized Optional<Instant> firstDue() {
        return Optional.ofNullable(due);
    }

    /** Empty if nobody asked for it. */
    public synchronized Optional<Answer> cancellation() {
        return Optional.ofNullable(cancelled);
    }

    /** Empty if nobody asked for it. */
    public synchronized Optional<Reschedule> reschedule() {
        return Optional.ofNullable(rescheduled);
    }

    /** Whether some call about this job got no answer. */
    public synchronized boolean uncertain() {
        return scheduled == Answer.UNKNOWN
                || cancelled == Answer.UNKNOWN
                || (rescheduled != null && rescheduled.answer() == Answer.UNKNOWN);
    }

    @Override
    public String toString() {
        return "promise of " + id;
    }
}
