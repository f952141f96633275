/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.account;

import dev.rqscheduler.lab.resp.AofStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Replays an append-only file step by step and records what happened to each job. Reports only anomalies that can be seen
 * without the promises. Not thread-safe.
 */
public final class Replay {

    private static final String OUR_TOKEN = "rqscheduler:";

    private final Predicate<String> ownKeys;
    private final ReplayedSchedule schedule = new ReplayedSchedule();
    private final Map<String, Instant> enqueuedAt = new HashMap<>();
    private final Map<String, List<JobEvent>> histories = new HashMap<>();
    private final Map<String, List<ScheduleStep>> scheduleSteps = new HashMap<>();
    private final List<JobEvent.Moved> moves = new ArrayList<>();
    private final List<Anomaly> anomalies = new ArrayList<>();
    private String lock = "";
    private Instant lastMove = Instant.EPOCH;

    /**
     * @param ownKeys keys that the campaign itself writes
     */
    public Replay(Predicate<String> ownKeys) {
        this.ownKeys = ownKeys;
    }

    /** Applies the next step of the file. */
    public void play(AofStep step) {
        StepEffects effects = StepEffects.of(step, ownKeys);
        effects.removedRanks.forEach(ranks -> effects.removed.addAll(schedule.between(ranks[0], ranks[1])));
        // Our scripts only read the lock, so they saw its value before the step. If it expires, Redis writes the
        // deletion before
        // the script.
        Set<String> seen = new HashSet<>();
        for (String id : effects.pushed) {
            moved(id, effects, !seen.add(id));
        }
        for (String id : effects.removed) {
            if (!seen.contains(id)) {
                removed(id, effects);
            }
        }
        effects.scored.forEach((id, due) -> {
            if (!seen.contains(id)) {
                scored(id, due, effects);
            }
        });
        effects.status.forEach((id, status) -> {
            if (status.equals("queued") && !seen.contains(id) && !restored(id, effects)) {
                note(id, new JobEvent.MarkedQueued());
            }
        });
        effects.schedules.complete(effects.enqueuedAt, lock);
        effects.schedules.byName.forEach(this::schedule);
        enqueuedAt.putAll(effects.enqueuedAt);
        if (effects.zoneRules && !isOurs(lock)) {
            anomalies.add(new Anomaly(Anomaly.Kind.UNFENCED, "zone rules", time(), "recorded while " + holder()));
        }
        effects.lock.ifPresent(value -> lock = value);
        effects.unknown.forEach(command -> anomalies.add(new Anomaly(
                Anomaly.Kind.UNEXPLAINED, command.text(1), time(), "a write that no promise explains: " + command)));
    }

    private String holder() {
        return lock.isEmpty() ? "the lock was free" : "\"" + lock + "\" held the lock";
    }

    private void schedule(String name, ScheduleStep step) {
        scheduleSteps.computeIfAbsent(name, key -> new ArrayList<>()).add(step);
        for (ScheduleStep.Push push : step.pushes) {
            boolean whole =
                    push.at().isPresent() && (step.due.isPresent() || push.run().requested());
            moves.add(new JobEvent.Moved(Optional.of(push.run().time()), push.at(), step.due, whole, lock));
            push.at().ifPresent(time -> lastMove = time);
        }
    }

    /** Whether a value of the lock is that of one of our schedulers. */
    static boolean isOurs(String holder) {
        return holder.startsWith(OUR_TOKEN);
    }

    /** A move that Redis refused half way restores the hash, which after an earlier run is marked queued as well. */
    private boolean restored(String id, StepEffects effects) {
        Instant before = enqueuedAt.get(id);
        return before != null && before.equals(effects.enqueuedAt.get(id));
    }

    private void moved(String id, StepEffects effects, boolean again) {
        Optional<Instant> rescored = Optional.ofNullable(effects.scored.get(id));
        boolean removed = effects.removed.contains(id);
        // The hash appeared late: the job gets its real due time back and is moved, all in one step.
        Optional<Instant> due = removed && rescored.isPresent() ? rescored : schedule.due(id);
        Optional<Instant> next = removed ? Optional.empty() : rescored;
        Optional<Instant> at = Optional.ofNullable(effects.enqueuedAt.get(id));
        boolean whole = !again && due.isPresent() && at.isPresent() && (removed || next.isPresent());
        JobEvent.Moved move = new JobEvent.Moved(due, at, next, whole, lock);
        note(id, move);
        moves.add(move);
        at.ifPresent(time -> lastMove = time);
        if (!isOurs(lock)) {
            anomalies.add(new Anomaly(Anomaly.Kind.UNFENCED, id, time(), "moved while " + holder()));
        }
        if (removed) {
            schedule.remove(id);
        }
        next.ifPresent(time -> schedule.put(id, time, effects.scores.getOrDefault(id, 0.0)));
    }

    private void removed(String id, StepEffects effects) {
        Optional<Instant> scheduled = schedule.remove(id);
        if (scheduled.isEmpty()) {
            return;
        }
        Instant due = scheduled.get();
        if (effects.quarantined.contains(id)) {
            note(id, new JobEvent.Quarantined(due));
        } else if (effects.noLongerMissing.contains(id)) {
            note(id, new JobEvent.Dropped(due));
        } else {
            note(id, new JobEvent.Removed(due));
        }
    }

    private void scored(String id, Instant due, StepEffects effects) {
        boolean there = schedule.put(id, due, effects.scores.getOrDefault(id, 0.0));
        if (effects.missing.contains(id)) {
            note(id, new JobEvent.WaitingForHash(due));
        } else if (there && !effects.defined.contains(id)) {
            note(id, new JobEvent.Rescheduled(due));
        } else {
            note(id, new JobEvent.Scheduled(due));
        }
    }

    private void note(String id, JobEvent event) {
        histories.computeIfAbsent(id, key -> new ArrayList<>(2)).add(event);
    }

    private Optional<Instant> time() {
        return lastMove.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(lastMove);
    }

    /** The events of a job, in order. */
    public List<JobEvent> history(String id) {
        return Collections.unmodifiableList(histories.getOrDefault(id, List.of()));
    }

    /** All job ids in the file. */
    public Set<String> ids() {
        return Collections.unmodifiableSet(histories.keySet());
    }

    /** The scheduled jobs after the last step: due times by id. */
    public Map<String, Instant> schedule() {
        return schedule.byId();
    }

    /** The steps of a named schedule, in order. */
    List<ScheduleStep> scheduleSteps(String name) {
        return Collections.unmodifiableList(scheduleSteps.getOrDefault(name, List.of()));
    }

    /** All named schedules in the file. */
    Set<String> scheduleNames() {
        return Collections.unmodifiableSet(scheduleSteps.keySet());
    }

    /** The due times of named schedules after the last step, by name. */
    public Map<String, Instant> namedSchedules() {
        Map<String, Instant> dues = new HashMap<>();
        scheduleSteps.forEach((name, steps) -> steps.forEach(step -> step.due.ifPresent(due -> dues.put(name, due))));
        return dues;
    }

    /** All moves, in order. */
    public List<JobEvent.Moved> moves() {
        return Collections.unmodifiableList(moves);
    }

    /** Anomalies that do not depend on the promises. */
    public List<Anomaly> anomalies() {
        return Collections.unmodifiableList(anomalies);
    }
}
