/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.account;

import dev.rqscheduler.faults.ledger.Answer;
import dev.rqscheduler.faults.ledger.Fate;
import dev.rqscheduler.faults.ledger.Promise;
import dev.rqscheduler.faults.ledger.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds the history of one job against its promise. */
final class Trial {

    private final Promise promise;
    private final Rhythm rhythm;
    private final List<Finding> findings = new ArrayList<>();

    private int schedulings;
    private int moves;
    private int reschedulings;
    private boolean cancelled;
    private boolean settled;
    private boolean tornMove;
    private @Nullable Instant firstDue;
    private @Nullable Instant due;
    private @Nullable Instant lastMovedDue;

    private Trial(Promise promise) {
        this.promise = promise;
        this.rhythm = promise.rhythm();
    }

    /**
     * What came of a promise.
     *
     * @param runs how often the job was queued
     */
    record Verdict(List<Finding> findings, int runs) {}

    /**
     * @param last the due time that the job still has at the end; empty if it is not scheduled any more
     * @param end what was due by then should be gone
     */
    static Verdict of(Promise promise, List<JobEvent> history, Optional<Instant> last, Instant end) {
        Trial trial = new Trial(promise);
        history.forEach(trial::hear);
        trial.conclude(last, end);
        return new Verdict(List.copyOf(trial.findings), trial.moves);
    }

    private void hear(JobEvent event) {
        if (event instanceof JobEvent.Scheduled scheduled) {
            scheduled(scheduled.due());
        } else if (event instanceof JobEvent.Rescheduled rescheduled) {
            rescheduled(rescheduled.due());
        } else if (event instanceof JobEvent.Moved move) {
            moved(move);
        } else if (event instanceof JobEvent.Removed) {
            removed();
        } else if (event instanceof JobEvent.Quarantined quarantined) {
            settle(Fate.QUARANTINED, quarantined.due());
        } else if (event instanceof JobEvent.Dropped dropped) {
            settle(Fate.DROPPED, dropped.due());
        } else if (event instanceof JobEvent.WaitingForHash waiting && promise.fate() != Fate.DROPPED) {
            find(FindingKind.UNEXPLAINED, waiting.until(), "its hash was not found");
        } else if (event instanceof JobEvent.MarkedQueued) {
            find(FindingKind.TORN, due, "its hash says that it is queued, and it was not pushed in the same step");
        }
    }

    private void scheduled(Instant newDue) {
        schedulings++;
        if (schedulings > 1) {
            find(FindingKind.UNEXPLAINED, newDue, "scheduled a second time");
        }
        Optional<Instant> promised = promise.firstDue();
        if (promised.isPresent() && !promised.get().equals(newDue)) {
            find(FindingKind.UNEXPLAINED, newDue, "scheduled for " + newDue + " instead of " + promised.get());
        }
        firstDue = newDue;
        due = newDue;
    }

    private void rescheduled(Instant newDue) {
        reschedulings++;
        boolean asked = promise.reschedule()
                .filter(wish -> wish.due().equals(newDue) && wish.answer() != Answer.NOT_DONE)
                .isPresent();
        if (!asked || reschedulings > 1) {
            find(FindingKind.UNEXPLAINED, newDue, "got the due time " + newDue + ", which nobody asked for");
        }
        due = newDue;
    }

    private void moved(JobEvent.Moved move) {
        Instant when = move.at().or(move::due).orElse(due);
        moves++;
        if (!move.whole()) {
            tornMove = true;
            find(
                    FindingKind.TORN,
                    when,
                    "pushed, and its hash and its place in the schedule not changed in the same step");
        }
        if (promise.fate() != Fate.QUEUED) {
            find(FindingKind.UNEXPLAINED, when, "queued instead of " + promise.fate());
        }
        if (cancelled) {
            find(FindingKind.UNEXPLAINED, when, "queued after its cancellation");
        }
        if (move.due().isEmpty() && moves == 1) {
            find(FindingKind.UNEXPLAINED, when, "queued and was not scheduled");
        } else if (move.due().isEmpty() || repeats(move.due().get())) {
            find(
                    FindingKind.DOUBLED,
                    when,
                    "queued " + moves + " times, last for " + move.due().orElse(due));
        }
        if (move.at().isPresent()
                && move.due().isPresent()
                && move.at().get().isBefore(move.due().get())) {
            find(FindingKind.EARLY, when, "due " + move.due().get());
        }
        next(move, when);
        lastMovedDue = move.due().orElse(lastMovedDue);
        due = move.next().orElse(due);
    }

    /** Whether a move is one too many: more than there are runs, or for a due time that had its move. */
    private boolean repeats(Instant movedDue) {
        boolean beyondTheLast =
                rhythm.runs().isPresent() && moves > rhythm.runs().getAsInt();
        return beyondTheLast || (lastMovedDue != null && !movedDue.isAfter(lastMovedDue));
    }

    private void next(JobEvent.Moved move, @Nullable Instant when) {
        if (!move.whole() || move.due().isEmpty() || move.at().isEmpty()) {
            return;
        }
        boolean more = rhythm.endless() || moves < rhythm.runs().getAsInt();
        if (move.next().isEmpty()) {
            if (more) {
                find(FindingKind.LOST, when, "ended after " + moves + " runs");
            }
            settled = true;
            return;
        }
        Instant next = move.next().get();
        Instant origin = firstDue == null ? move.due().get() : firstDue;
        if (!more) {
            find(FindingKind.DOUBLED, when, "gets a further run after its last, at " + next);
        } else if (!rhythm.hits(origin, next)) {
            find(FindingKind.UNEXPLAINED, when, "its next run, " + next + ", is out of its rhythm");
        } else if (!next.isAfter(move.due().get())) {
            find(FindingKind.DOUBLED, when, "its next run, " + next + ", is not after the one before");
        } else if (skipsTooMuch(move.due().get(), move.at().get(), next)) {
            find(FindingKind.LOST, when, "the runs between " + move.due().get() + " and " + next + " were left out");
        }
    }

    /** Runs are left out only where their time was over when the one before was moved: one run catches up for all. */
    private boolean skipsTooMuch(Instant before, Instant movedAt, Instant next) {
        Duration step = rhythm.step();
        Instant previous = next.minus(step);
        return previous.isAfter(before) && previous.isAfter(movedAt);
    }

    private void removed() {
        if (tornMove && !settled) {
            settled = true; // the second half of a move that has been found torn
        } else if (promise.fate() == Fate.SKIPPED) {
            settle(Fate.SKIPPED, due);
        } else if (!cancelled
                && promise.cancellation()
                        .filter(answer -> answer != Answer.NOT_DONE)
                        .isPresent()) {
            cancelled = true;
        } else {
            settled = true;
            find(FindingKind.LOST, due, "taken out of the schedule, and not pushed on a queue");
        }
    }

    private void settle(Fate fate, @Nullable Instant when) {
        settled = true;
        if (promise.fate() != fate) {
            find(FindingKind.UNEXPLAINED, when, fate + " instead of " + promise.fate());
        }
    }

    private void conclude(Optional<Instant> last, Instant end) {
        if (promise.scheduling() == Answer.DONE && schedulings == 0) {
            find(FindingKind.LOST, promise.firstDue().orElse(null), "acknowledged, and never written");
        }
        if (promise.scheduling() == Answer.NOT_DONE && schedulings > 0) {
            find(FindingKind.UNEXPLAINED, due, "refused, and written all the same");
        }
        if (promise.cancellation().filter(Answer.DONE::equals).isPresent() && !cancelled) {
            find(FindingKind.UNEXPLAINED, due, "its cancellation was acknowledged, and never written");
        }
        if (promise.reschedule().filter(wish -> wish.answer() == Answer.DONE).isPresent() && reschedulings == 0) {
            find(FindingKind.UNEXPLAINED, due, "its new due time was acknowledged, and never written");
        }
        if (last.isPresent() && !last.get().isAfter(end)) {
            find(FindingKind.LEFT, last.get(), "still there");
        } else if (last.isEmpty() && schedulings > 0 && !cancelled && !settled) {
            find(FindingKind.LOST, due, "neither scheduled nor queued");
        }
    }

    private void find(FindingKind kind, @Nullable Instant when, String what) {
        findings.add(new Finding(kind, promise.id(), Optional.ofNullable(when), what));
    }
}
