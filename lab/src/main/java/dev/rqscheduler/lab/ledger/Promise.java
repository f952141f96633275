/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.ledger;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One job and the replies its producer received. Thread-safe: a producer writes, the accountant reads at the end. */
public final class Promise {

    private final String id;
    private final ExpectedRuns runs;
    private final ExpectedOutcome outcome;
    private Acknowledgement scheduled = Acknowledgement.UNKNOWN;
    private @Nullable Instant due;
    private @Nullable Acknowledgement cancelled;
    private @Nullable Reschedule rescheduled;

    Promise(String id, ExpectedRuns runs, ExpectedOutcome outcome) {
        this.id = id;
        this.runs = runs;
        this.outcome = outcome;
    }

    /** A request for another due time, and its result. */
    public record Reschedule(Instant due, Acknowledgement answer) {}

    public String id() {
        return id;
    }

    public ExpectedRuns runs() {
        return runs;
    }

    public ExpectedOutcome outcome() {
        return outcome;
    }

    /** Records the reply to the scheduling call; {@code firstDue} is null if only Redis knows it. */
    public synchronized void scheduled(Acknowledgement answer, @Nullable Instant firstDue) {
        scheduled = answer;
        due = firstDue;
    }

    /** Records a cancellation; must be recorded as {@link Acknowledgement#UNKNOWN} before the call, which may never return. */
    public synchronized void cancelled(Acknowledgement answer) {
        cancelled = answer;
    }

    /** Records a new due time; must be recorded as {@link Acknowledgement#UNKNOWN} before the call, which may never return. */
    public synchronized void rescheduled(Instant newDue, Acknowledgement answer) {
        rescheduled = new Reschedule(newDue, answer);
    }

    public synchronized Acknowledgement scheduling() {
        return scheduled;
    }

    /** The first due time, if the producer knows it. */
    public synchronized Optional<Instant> firstDue() {
        return Optional.ofNullable(due);
    }

    /** Empty if it was never requested. */
    public synchronized Optional<Acknowledgement> cancellation() {
        return Optional.ofNullable(cancelled);
    }

    /** Empty if it was never requested. */
    public synchronized Optional<Reschedule> reschedule() {
        return Optional.ofNullable(rescheduled);
    }

    /** Whether a call about this job got no reply. */
    public synchronized boolean uncertain() {
        return scheduled == Acknowledgement.UNKNOWN
                || cancelled == Acknowledgement.UNKNOWN
                || (rescheduled != null && rescheduled.answer() == Acknowledgement.UNKNOWN);
    }

    @Override
    public String toString() {
        return "promise of " + id;
    }
}
