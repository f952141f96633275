/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.account;

import dev.rqscheduler.faults.ledger.Answer;
import dev.rqscheduler.faults.ledger.SchedulePromise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds one named schedule against its promise, step by step. What proves it are the ids of its jobs, which have the due time
 * in them: the due times that were queued or left out must follow each other without a gap, each once, and each in the step
 * that goes on to the next.
 */
final class ScheduleTrial {

    private final SchedulePromise promise;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Instant> queued = new HashSet<>();
    private final Set<String> askedFor = new HashSet<>();
    private @Nullable Instant due;
    private @Nullable Instant now;
    private int puts;
    private long leftOut;

    private ScheduleTrial(SchedulePromise promise) {
        this.promise = promise;
    }

    /**
     * What came of a promise.
     *
     * @param runs how many due times were queued
     * @param leftOut how many due times were not, as the history says
     * @param askedFor how many runs that somebody asked for were queued
     */
    record Verdict(List<Finding> findings, int runs, long leftOut, int askedFor) {}

    /**
     * @param end what was due by then should be dealt with
     */
    static Verdict of(SchedulePromise promise, List<ScheduleStep> steps, Instant end) {
        ScheduleTrial trial = new ScheduleTrial(promise);
        steps.forEach(trial::hear);
        trial.conclude(end);
        return new Verdict(List.copyOf(trial.findings), trial.queued.size(), trial.leftOut, trial.askedFor.size());
    }

    private void hear(ScheduleStep step) {
        now = step.time().orElse(now);
        for (ScheduleStep.Push push : step.pushes) {
            if (push.run().asked()) {
                askedFor(push, step);
            } else {
                queued(push, step);
            }
        }
        if (step.put) {
            put(step);
        } else {
            goOn(step);
        }
    }

    private void put(ScheduleStep step) {
        puts++;
        if (puts > 1) {
            find(FindingKind.UNEXPLAINED, "put a second time");
        }
        due = step.due.orElse(null);
    }

    private void askedFor(ScheduleStep.Push push, ScheduleStep step) {
        if (!askedFor.add(push.run().id())) {
            find(
                    FindingKind.DOUBLED,
                    "a run that was asked for was queued twice: " + push.run().id());
        }
        if (push.at().isEmpty() || !step.askedCounted) {
            find(
                    FindingKind.TORN,
                    "pushed, and its hash or its schedule not written in the same step: "
                            + push.run().id());
        }
    }

    private void queued(ScheduleStep.Push push, ScheduleStep step) {
        Instant time = push.run().time();
        if (push.at().isEmpty() || step.due.isEmpty()) {
            find(
                    FindingKind.TORN,
                    "the run of " + time + " pushed, and not its hash and the next due time written in the"
                            + " same step");
        }
        if (push.at().filter(at -> at.isBefore(time)).isPresent()) {
            find(FindingKind.EARLY, "the run of " + time);
        }
        if (!Replay.isOurs(step.holder)) {
            find(FindingKind.UNFENCED, "the run of " + time + " while the lock held \"" + step.holder + "\"");
        }
        if (!queued.add(time)) {
            find(FindingKind.DOUBLED, "the run of " + time + " was queued twice");
        }
    }

    /** The step must deal with each due time from the one before it up to the one that it writes. */
    private void goOn(ScheduleStep step) {
        TreeMap<Instant, Long> settled = new TreeMap<>();
        step.pushes.stream()
                .filter(push -> !push.run().asked())
                .forEach(push -> settled.put(push.run().time(), 0L));
        for (HistoryLine line : step.lines) {
            if (line.settles()) {
                settled.put(line.due(), line.more());
                heed(line);
            }
        }
        if (step.due.isEmpty()) {
            if (step.pushes.isEmpty() && !settled.isEmpty()) {
                find(FindingKind.TORN, settled.firstKey() + " in the history, and its next due time not written");
            }
            return;
        }
        Instant next = step.due.get();
        Instant expected = due;
        if (expected == null) {
            find(FindingKind.UNEXPLAINED, "goes on to " + next + " and was not there");
            due = next;
            return;
        }
        settled.put(next, -1L);
        for (var entry : settled.entrySet()) {
            Instant time = entry.getKey();
            while (time.isAfter(expected) && queued.contains(expected)) {
                expected = expected.plus(promise.step()); // the second half of a step that has been found torn
            }
            if (time.isAfter(expected)) {
                find(FindingKind.LOST, "nothing became of " + expected + " and what follows it up to " + time);
            } else if (time.isBefore(expected)) {
                find(FindingKind.DOUBLED, time + " had been dealt with, as " + expected + " was next");
            }
            expected = time.plus(promise.step().multipliedBy(entry.getValue() + 1));
        }
        due = next;
    }

    private void heed(HistoryLine line) {
        if (line.outcome().equals("skipped")) {
            leftOut += 1 + line.more();
            if (promise.eachRuns()) {
                find(FindingKind.LOST, line.due() + " and " + line.more() + " more left out: " + line.reason());
            }
        } else if (!queued.contains(line.due())) {
            find(FindingKind.LOST, "its history says that " + line.job() + " was queued, and it was not");
        }
    }

    private void conclude(Instant end) {
        if (promise.putting() == Answer.DONE && puts == 0) {
            find(FindingKind.LOST, "acknowledged, and never written");
        }
        if (due != null && !due.isAfter(end)) {
            find(
                    FindingKind.LEFT,
                    "its due time " + due + " has not been dealt with, "
                            + Duration.between(due, end).toMillis() + " ms after it");
        }
        promise.runsAskedFor().stream()
                .filter(id -> !askedFor.contains(id))
                .forEach(id -> find(FindingKind.LOST, "asked for, acknowledged, and never queued: " + id));
        long unknown = askedFor.stream()
                .filter(id -> !promise.runsAskedFor().contains(id))
                .count();
        if (unknown > promise.runsWithoutAnswer()) {
            find(FindingKind.UNEXPLAINED, unknown + " runs that nobody asked for");
        }
    }

    private void find(FindingKind kind, String what) {
        findings.add(new Finding(kind, "schedule " + promise.name(), Optional.ofNullable(now), what));
    }
}
