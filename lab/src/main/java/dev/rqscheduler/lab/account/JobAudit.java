/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.account;

import dev.rqscheduler.lab.ledger.Acknowledgement;
import dev.rqscheduler.lab.ledger.ExpectedOutcome;
import dev.rqscheduler.lab.ledger.ExpectedRuns;
import dev.rqscheduler.lab.ledger.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the history of one job against its promise. */
final class JobAudit {

    private final Promise promise;
    private final ExpectedRuns runs;
    private final List<Anomaly> anomalies = new ArrayList<>();

    private int schedulings;
    private int moves;
    private int reschedulings;
    private boolean cancelled;
    private boolean settled;
    private boolean tornMove;
    private @Nullable Instant firstDue;
    private @Nullable Instant due;
    private @Nullable Instant lastMovedDue;

    private JobAudit(Promise promise) {
        this.promise = promise;
        this.runs = promise.runs();
    }

    /**
     * The result of an audit.
     *
     * @param runs number of times the job was queued
     */
    record Result(List<Anomaly> anomalies, int runs) {}

    /**
     * @param last the due time of the job at the end; empty if it is no longer scheduled
     * @param end everything due by then must have been handled
     */
    static Result of(Promise promise, List<JobEvent> history, Optional<Instant> last, Instant end) {
        JobAudit audit = new JobAudit(promise);
        history.forEach(audit::apply);
        audit.conclude(last, end);
        return new Result(List.copyOf(audit.anomalies), audit.moves);
    }

    private void apply(JobEvent event) {
        if (event instanceof JobEvent.Scheduled scheduled) {
            scheduled(scheduled.due());
        } else if (event instanceof JobEvent.Rescheduled rescheduled) {
            rescheduled(rescheduled.due());
        } else if (event instanceof JobEvent.Moved move) {
            moved(move);
        } else if (event instanceof JobEvent.Removed) {
            removed();
        } else if (event instanceof JobEvent.Quarantined quarantined) {
            settle(ExpectedOutcome.QUARANTINED, quarantined.due());
        } else if (event instanceof JobEvent.Dropped dropped) {
            settle(ExpectedOutcome.DROPPED, dropped.due());
        } else if (event instanceof JobEvent.WaitingForHash waiting && promise.outcome() != ExpectedOutcome.DROPPED) {
            find(Anomaly.Kind.UNEXPLAINED, waiting.until(), "its hash was not found");
        } else if (event instanceof JobEvent.MarkedQueued) {
            find(Anomaly.Kind.TORN, due, "its hash was marked queued without a push in the same step");
        }
    }

    private void scheduled(Instant newDue) {
        schedulings++;
        if (schedulings > 1) {
            find(Anomaly.Kind.UNEXPLAINED, newDue, "scheduled a second time");
        }
        Optional<Instant> promised = promise.firstDue();
        if (promised.isPresent() && !promised.get().equals(newDue)) {
            find(Anomaly.Kind.UNEXPLAINED, newDue, "scheduled for " + newDue + " instead of " + promised.get());
        }
        firstDue = newDue;
        due = newDue;
    }

    private void rescheduled(Instant newDue) {
        reschedulings++;
        boolean requested = promise.reschedule()
                .filter(request -> request.due().equals(newDue) && request.answer() != Acknowledgement.NOT_DONE)
                .isPresent();
        if (!requested || reschedulings > 1) {
            find(Anomaly.Kind.UNEXPLAINED, newDue, "got the due time " + newDue + ", which no client requested");
        }
        due = newDue;
    }

    private void moved(JobEvent.Moved move) {
        Instant when = move.at().or(move::due).orElse(due);
        moves++;
        if (!move.whole()) {
            tornMove = true;
            find(Anomaly.Kind.TORN, when, "pushed without changing its hash and the schedule in the same step");
        }
        if (promise.outcome() != ExpectedOutcome.QUEUED) {
            find(Anomaly.Kind.UNEXPLAINED, when, "queued instead of " + promise.outcome());
        }
        if (cancelled) {
            find(Anomaly.Kind.UNEXPLAINED, when, "queued after cancellation");
        }
        if (move.due().isEmpty() && moves == 1) {
            find(Anomaly.Kind.UNEXPLAINED, when, "queued without being scheduled");
        } else if (move.due().isEmpty() || repeats(move.due().get())) {
            find(
                    Anomaly.Kind.DOUBLED,
                    when,
                    "queued " + moves + " times, last for " + move.due().orElse(due));
        }
        if (move.at().isPresent()
                && move.due().isPresent()
                && move.at().get().isBefore(move.due().get())) {
            find(Anomaly.Kind.EARLY, when, "due " + move.due().get());
        }
        next(move, when);
        lastMovedDue = move.due().orElse(lastMovedDue);
        due = move.next().orElse(due);
    }

    /** Whether a move is one too many: beyond the total, or for a due time that was moved before. */
    private boolean repeats(Instant movedDue) {
        boolean beyondTheLast = runs.total().isPresent() && moves > runs.total().getAsInt();
        return beyondTheLast || (lastMovedDue != null && !movedDue.isAfter(lastMovedDue));
    }

    private void next(JobEvent.Moved move, @Nullable Instant when) {
        if (!move.whole() || move.due().isEmpty() || move.at().isEmpty()) {
            return;
        }
        boolean more = runs.endless() || moves < runs.total().getAsInt();
        if (move.next().isEmpty()) {
            if (more) {
                find(Anomaly.Kind.LOST, when, "ended after " + moves + " runs");
            }
            settled = true;
            return;
        }
        Instant next = move.next().get();
        Instant origin = firstDue == null ? move.due().get() : firstDue;
        if (!more) {
            find(Anomaly.Kind.DOUBLED, when, "gets a further run after its last, at " + next);
        } else if (!runs.includes(origin, next)) {
            find(Anomaly.Kind.UNEXPLAINED, when, "its next run, " + next + ", is not one of its due times");
        } else if (!next.isAfter(move.due().get())) {
            find(Anomaly.Kind.DOUBLED, when, "its next run, " + next + ", is not after the previous one");
        } else if (skipsTooMuch(move.due().get(), move.at().get(), next)) {
            find(Anomaly.Kind.LOST, when, "the runs between " + move.due().get() + " and " + next + " were skipped");
        }
    }

    /** Runs may be skipped only if they were overdue when the one before was moved: one run makes up for all of them. */
    private boolean skipsTooMuch(Instant before, Instant movedAt, Instant next) {
        Duration step = runs.step();
        Instant previous = next.minus(step);
        return previous.isAfter(before) && previous.isAfter(movedAt);
    }

    private void removed() {
        if (tornMove && !settled) {
            settled = true; // second half of a move already reported as torn
        } else if (promise.outcome() == ExpectedOutcome.SKIPPED) {
            settle(ExpectedOutcome.SKIPPED, due);
        } else if (!cancelled
                && promise.cancellation()
                        .filter(answer -> answer != Acknowledgement.NOT_DONE)
                        .isPresent()) {
            cancelled = true;
        } else {
            settled = true;
            find(Anomaly.Kind.LOST, due, "removed from the schedule without a push to a queue");
        }
    }

    private void settle(ExpectedOutcome outcome, @Nullable Instant when) {
        settled = true;
        if (promise.outcome() != outcome) {
            find(Anomaly.Kind.UNEXPLAINED, when, outcome + " instead of " + promise.outcome());
        }
    }

    private void conclude(Optional<Instant> last, Instant end) {
        if (promise.scheduling() == Acknowledgement.DONE && schedulings == 0) {
            find(Anomaly.Kind.LOST, promise.firstDue().orElse(null), "acknowledged, but never written");
        }
        if (promise.scheduling() == Acknowledgement.NOT_DONE && schedulings > 0) {
            find(Anomaly.Kind.UNEXPLAINED, due, "refused, but written");
        }
        if (promise.cancellation().filter(Acknowledgement.DONE::equals).isPresent() && !cancelled) {
            find(Anomaly.Kind.UNEXPLAINED, due, "its cancellation was acknowledged, but never written");
        }
        if (promise.reschedule()
                        .filter(request -> request.answer() == Acknowledgement.DONE)
                        .isPresent()
                && reschedulings == 0) {
            find(Anomaly.Kind.UNEXPLAINED, due, "its new due time was acknowledged, but never written");
        }
        if (last.isPresent() && !last.get().isAfter(end)) {
            find(Anomaly.Kind.LEFT, last.get(), "still scheduled");
        } else if (last.isEmpty() && schedulings > 0 && !cancelled && !settled) {
            find(Anomaly.Kind.LOST, due, "neither scheduled nor queued");
        }
    }

    private void find(Anomaly.Kind kind, @Nullable Instant when, String what) {
        anomalies.add(new Anomaly(kind, promise.id(), Optional.ofNullable(when), what));
    }
}
