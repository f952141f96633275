/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.account;

import dev.rqscheduler.faults.aof.Step;
import dev.rqscheduler.faults.resp.Command;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The commands of one step, sorted by what they mean for jobs. */
final class StepEffects {

    private static final String SCHEDULE = "rq:scheduler:scheduled_jobs";
    private static final String LOCK = "rq:scheduler_lock";
    private static final String QUEUE = "rq:queue:";
    private static final String JOB = "rq:job:";
    private static final String QUARANTINE = "rq:scheduling:quarantine";
    private static final String MISSING = "rq:scheduling:missing";
    private static final String SCHEDULERS = "rq:scheduling:schedulers";
    private static final String ZONE_RULES = "rq:scheduling:zone-rules";

    /** Written besides the schedule, the queues and the jobs; nothing in them decides whether a job runs. */
    private static final List<String> SILENT_PREFIXES = List.of(
            JOB, "rq:job::", "rq:queues", "rq:scheduler_instance:", SCHEDULERS, QUARANTINE, MISSING, ZONE_RULES);

    final List<String> pushed = new ArrayList<>();
    final Set<String> removed = new LinkedHashSet<>();
    final Map<String, Instant> scored = new LinkedHashMap<>();

    /** The scores of {@link #scored} as Redis orders by them: two may be nearer to each other than instants tell apart. */
    final Map<String, Double> scores = new HashMap<>();

    /** Ranks of the schedule as it was before this step, first and last, all of which the step takes out. */
    final List<int[]> removedRanks = new ArrayList<>();

    final Set<String> defined = new HashSet<>();
    final Set<String> quarantined = new HashSet<>();
    final Set<String> missing = new HashSet<>();
    final Set<String> noLongerMissing = new HashSet<>();
    final Map<String, String> status = new LinkedHashMap<>();
    final Map<String, Instant> enqueuedAt = new HashMap<>();
    final ScheduleEffects schedules = new ScheduleEffects();
    final List<Command> strange = new ArrayList<>();
    Optional<String> lock = Optional.empty();

    /** Whether it records by which rules of time zones next times are, which only the leader may. */
    boolean zoneRules;

    private final Predicate<String> ownKeys;

    private StepEffects(Predicate<String> ownKeys) {
        this.ownKeys = ownKeys;
    }

    /**
     * @param ownKeys keys that the campaign itself writes
     */
    static StepEffects of(Step step, Predicate<String> ownKeys) {
        StepEffects effects = new StepEffects(ownKeys);
        step.commands().forEach(effects::add);
        return effects;
    }

    private void add(Command command) {
        String key = command.text(1);
        if (ownKeys.test(key) || schedules.take(command)) {
            return;
        }
        switch (command.name()) {
            case "RPUSH", "LPUSH" -> push(command, key);
            case "ZREM" -> remove(command, key);
            case "ZREMRANGEBYRANK" -> removeRanks(command, key);
            case "ZADD" -> score(command, key);
            case "HSET", "HMSET" -> write(command, key);
            case "HDEL" -> forget(command, key);
            case "SET" -> set(command, key);
            case "DEL", "UNLINK" -> delete(command);
            default -> other(command, key);
        }
    }

    private void push(Command command, String key) {
        if (key.startsWith(QUEUE)) {
            for (String id : command.texts(2)) {
                RunId.of(id).ifPresentOrElse(schedules::pushed, () -> pushed.add(id));
            }
        } else {
            other(command, key);
        }
    }

    private void remove(Command command, String key) {
        if (key.equals(SCHEDULE)) {
            removed.addAll(command.texts(2));
        } else {
            other(command, key);
        }
    }

    /** Ranks tell jobs apart only as long as nothing else of this step has changed the schedule. */
    private void removeRanks(Command command, String key) {
        boolean asBefore = removed.isEmpty() && scored.isEmpty() && removedRanks.isEmpty();
        if (key.equals(SCHEDULE) && asBefore) {
            removedRanks.add(new int[] {Integer.parseInt(command.text(2)), Integer.parseInt(command.text(3))});
        } else {
            strange.add(command);
        }
    }

    private void score(Command command, String key) {
        int at = 2;
        while (command.text(at).matches("XX|NX|GT|LT|CH")) {
            at++;
        }
        for (; at + 1 < command.size(); at += 2) {
            if (key.equals(SCHEDULE)) {
                scored.put(command.text(at + 1), Scores.instant(command.text(at)));
                scores.put(command.text(at + 1), Double.valueOf(command.text(at)));
            } else if (key.equals(QUARANTINE)) {
                quarantined.add(command.text(at + 1));
            } else {
                other(command, key);
                return;
            }
        }
    }

    private void write(Command command, String key) {
        if (key.equals(MISSING)) {
            missing.add(command.text(2));
            return;
        }
        zoneRules |= key.equals(ZONE_RULES);
        if (key.startsWith(JOB)) {
            String id = key.substring(JOB.length());
            for (int at = 2; at + 1 < command.size(); at += 2) {
                switch (command.text(at)) {
                    case "status" -> status(id, command.text(at + 1));
                    case "enqueued_at" -> time(command.text(at + 1)).ifPresent(time -> enqueuedAt.put(id, time));
                    case "data" -> defined.add(id);
                    default -> {}
                }
            }
        }
        other(command, key);
    }

    /** A run's hash is judged with its push: it is never written before. */
    private void status(String id, String value) {
        if (RunId.of(id).isEmpty()) {
            status.put(id, value);
        }
    }

    private static Optional<Instant> time(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    }

    private void forget(Command command, String key) {
        if (key.equals(MISSING)) {
            noLongerMissing.addAll(command.texts(2));
        }
        other(command, key);
    }

    private void set(Command command, String key) {
        if (key.equals(LOCK)) {
            lock = Optional.of(command.text(2));
        } else {
            other(command, key);
        }
    }

    private void delete(Command command) {
        for (String key : command.texts(1)) {
            if (key.equals(LOCK)) {
                lock = Optional.of("");
            } else {
                other(command, key);
            }
        }
    }

    private void other(Command command, String key) {
        if (!key.equals(LOCK) && !ownKeys.test(key) && SILENT_PREFIXES.stream().noneMatch(key::startsWith)) {
            strange.add(command);
        }
    }
}
