/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.account;

import dev.rqscheduler.lab.ledger.Acknowledgement;
import dev.rqscheduler.lab.ledger.SchedulePromise;
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
 * Checks one named schedule against its promise, step by step. The evidence is in the job ids, which contain the due time: due
 * times queued or skipped must follow each other without a gap, each once, each in the step that writes the next due time.
 */
final class ScheduleAudit {

    private final SchedulePromise promise;
    private final List<Anomaly> anomalies = new ArrayList<>();
    private final Set<Instant> queued = new HashSet<>();
    private final Set<String> requested = new HashSet<>();
    private @Nullable Instant due;
    private @Nullable Instant now;
    private int definitions;
    private long skipped;

    private ScheduleAudit(SchedulePromise promise) {
        this.promise = promise;
    }

    /**
     * The result of an audit.
     *
     * @param runs number of due times queued
     * @param skipped number of due times skipped, according to the history
     * @param requested number of runs on request that were queued
     */
    record Result(List<Anomaly> anomalies, int runs, long skipped, int requested) {}

    /**
     * @param end everything due by then must have been handled
     */
    static Result of(SchedulePromise promise, List<ScheduleStep> steps, Instant end) {
        ScheduleAudit audit = new ScheduleAudit(promise);
        steps.forEach(audit::apply);
        audit.conclude(end);
        return new Result(List.copyOf(audit.anomalies), audit.queued.size(), audit.skipped, audit.requested.size());
    }

    private void apply(ScheduleStep step) {
        now = step.time().orElse(now);
        for (ScheduleStep.Push push : step.pushes) {
            if (push.run().requested()) {
                requested(push, step);
            } else {
                queued(push, step);
            }
        }
        if (step.defined) {
            defined(step);
        } else {
            advance(step);
        }
    }

    private void defined(ScheduleStep step) {
        definitions++;
        if (definitions > 1) {
            find(Anomaly.Kind.UNEXPLAINED, "defined a second time");
        }
        due = step.due.orElse(null);
    }

    private void requested(ScheduleStep.Push push, ScheduleStep step) {
        if (!requested.add(push.run().id())) {
            find(
                    Anomaly.Kind.DOUBLED,
                    "a requested run was queued twice: " + push.run().id());
        }
        if (push.at().isEmpty() || !step.requestCounted) {
            find(
                    Anomaly.Kind.TORN,
                    "pushed without its hash or its schedule in the same step: "
                            + push.run().id());
        }
    }

    private void queued(ScheduleStep.Push push, ScheduleStep step) {
        Instant time = push.run().time();
        if (push.at().isEmpty() || step.due.isEmpty()) {
            find(
                    Anomaly.Kind.TORN,
                    "the run of " + time + " was pushed without its hash and the next due time in the same step");
        }
        if (push.at().filter(at -> at.isBefore(time)).isPresent()) {
            find(Anomaly.Kind.EARLY, "the run of " + time);
        }
        if (!Replay.isOurs(step.holder)) {
            find(Anomaly.Kind.UNFENCED, "the run of " + time + " while the lock held \"" + step.holder + "\"");
        }
        if (!queued.add(time)) {
            find(Anomaly.Kind.DOUBLED, "the run of " + time + " was queued twice");
        }
    }

    /** The step must handle each due time from the expected one up to the next one that it writes. */
    private void advance(ScheduleStep step) {
        TreeMap<Instant, Long> handled = new TreeMap<>();
        step.pushes.stream()
                .filter(push -> !push.run().requested())
                .forEach(push -> handled.put(push.run().time(), 0L));
        for (ScheduleStep.HistoryLine line : step.lines) {
            if (line.isFinal()) {
                handled.put(line.due(), line.more());
                check(line);
            }
        }
        if (step.due.isEmpty()) {
            if (step.pushes.isEmpty() && !handled.isEmpty()) {
                find(
                        Anomaly.Kind.TORN,
                        handled.firstKey() + " is in the history, but the next due time was not written");
            }
            return;
        }
        Instant next = step.due.get();
        Instant expected = due;
        if (expected == null) {
            find(Anomaly.Kind.UNEXPLAINED, "advanced to " + next + " without having been created");
            due = next;
            return;
        }
        handled.put(next, -1L);
        for (var entry : handled.entrySet()) {
            Instant time = entry.getKey();
            while (time.isAfter(expected) && queued.contains(expected)) {
                expected = expected.plus(promise.step()); // second half of a step already reported as torn
            }
            if (time.isAfter(expected)) {
                find(Anomaly.Kind.LOST, "no outcome for " + expected + " and the due times after it, up to " + time);
            } else if (time.isBefore(expected)) {
                find(Anomaly.Kind.DOUBLED, time + " was handled again; " + expected + " was next");
            }
            expected = time.plus(promise.step().multipliedBy(entry.getValue() + 1));
        }
        due = next;
    }

    private void check(ScheduleStep.HistoryLine line) {
        if (line.outcome().equals("skipped")) {
            skipped += 1 + line.more();
            if (promise.eachRuns()) {
                find(Anomaly.Kind.LOST, line.due() + " and " + line.more() + " more were skipped: " + line.reason());
            }
        } else if (!queued.contains(line.due())) {
            find(Anomaly.Kind.LOST, "its history has " + line.job() + " as queued, but it was not");
        }
    }

    private void conclude(Instant end) {
        if (promise.creation() == Acknowledgement.DONE && definitions == 0) {
            find(Anomaly.Kind.LOST, "acknowledged, but never written");
        }
        if (due != null && !due.isAfter(end)) {
            find(
                    Anomaly.Kind.LEFT,
                    "its due time " + due + " was not handled, "
                            + Duration.between(due, end).toMillis() + " ms overdue");
        }
        promise.requestedRuns().stream()
                .filter(id -> !requested.contains(id))
                .forEach(id -> find(Anomaly.Kind.LOST, "requested, acknowledged and never queued: " + id));
        long unknown = requested.stream()
                .filter(id -> !promise.requestedRuns().contains(id))
                .count();
        if (unknown > promise.runsWithoutReply()) {
            find(Anomaly.Kind.UNEXPLAINED, unknown + " runs that no client requested");
        }
    }

    private void find(Anomaly.Kind kind, String what) {
        anomalies.add(new Anomaly(kind, "schedule " + promise.name(), Optional.ofNullable(now), what));
    }
}
