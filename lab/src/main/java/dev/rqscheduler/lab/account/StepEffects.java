/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.account;

import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.lab.resp.AofStep;
import dev.rqscheduler.lab.resp.RespCommand;
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

/** The effects of one step on jobs. */
final class StepEffects {

    private static final String SCHEDULE = "rq:scheduler:scheduled_jobs";
    private static final String LOCK = "rq:scheduler_lock";
    private static final String QUEUE = "rq:queue:";
    private static final String JOB = "rq:job:";
    private static final String QUARANTINE = "rq:scheduling:quarantine";
    private static final String MISSING = "rq:scheduling:missing";
    private static final String SCHEDULERS = "rq:scheduling:schedulers";
    private static final String ZONE_RULES = "rq:scheduling:zone-rules";

    /** Other keys that schedulers write; nothing in them decides whether a job runs. */
    private static final List<String> SILENT_PREFIXES = List.of(
            JOB, "rq:job::", "rq:queues", "rq:scheduler_instance:", SCHEDULERS, QUARANTINE, MISSING, ZONE_RULES);

    final List<String> pushed = new ArrayList<>();
    final Set<String> removed = new LinkedHashSet<>();
    final Map<String, Instant> scored = new LinkedHashMap<>();

    /** The scores of {@link #scored}, by which Redis orders: they can differ by less than instants can express. */
    final Map<String, Double> scores = new HashMap<>();

    /** Ranges of ranks (first, last) in the schedule before this step that the step removes. */
    final List<int[]> removedRanks = new ArrayList<>();

    final Set<String> defined = new HashSet<>();
    final Set<String> quarantined = new HashSet<>();
    final Set<String> missing = new HashSet<>();
    final Set<String> noLongerMissing = new HashSet<>();
    final Map<String, String> status = new LinkedHashMap<>();
    final Map<String, Instant> enqueuedAt = new HashMap<>();
    final ScheduleEffects schedules = new ScheduleEffects();
    final List<RespCommand> unknown = new ArrayList<>();
    Optional<String> lock = Optional.empty();

    /** Whether the step records the active time-zone rules, which only the leader may do. */
    boolean zoneRules;

    private final Predicate<String> ownKeys;

    private StepEffects(Predicate<String> ownKeys) {
        this.ownKeys = ownKeys;
    }

    /**
     * @param ownKeys keys that the campaign itself writes
     */
    static StepEffects of(AofStep step, Predicate<String> ownKeys) {
        StepEffects effects = new StepEffects(ownKeys);
        step.commands().forEach(effects::add);
        return effects;
    }

    private void add(RespCommand command) {
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

    private void push(RespCommand command, String key) {
        if (key.startsWith(QUEUE)) {
            for (String id : command.texts(2)) {
                ScheduleStep.RunId.of(id).ifPresentOrElse(schedules::pushed, () -> pushed.add(id));
            }
        } else {
            other(command, key);
        }
    }

    private void remove(RespCommand command, String key) {
        if (key.equals(SCHEDULE)) {
            removed.addAll(command.texts(2));
        } else {
            other(command, key);
        }
    }

    /** Ranks identify jobs only as long as nothing else in this step has changed the schedule. */
    private void removeRanks(RespCommand command, String key) {
        boolean unchanged = removed.isEmpty() && scored.isEmpty() && removedRanks.isEmpty();
        if (key.equals(SCHEDULE) && unchanged) {
            removedRanks.add(new int[] {Integer.parseInt(command.text(2)), Integer.parseInt(command.text(3))});
        } else {
            unknown.add(command);
        }
    }

    private void score(RespCommand command, String key) {
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

    private void write(RespCommand command, String key) {
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

    /** The hash of a run is checked with its push: it is never written before. */
    private void status(String id, String value) {
        if (ScheduleStep.RunId.of(id).isEmpty()) {
            status.put(id, value);
        }
    }

    private static Optional<Instant> time(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    }

    private void forget(RespCommand command, String key) {
        if (key.equals(MISSING)) {
            noLongerMissing.addAll(command.texts(2));
        }
        other(command, key);
    }

    private void set(RespCommand command, String key) {
        if (key.equals(LOCK)) {
            lock = Optional.of(command.text(2));
        } else {
            other(command, key);
        }
    }

    private void delete(RespCommand command) {
        for (String key : command.texts(1)) {
            if (key.equals(LOCK)) {
                lock = Optional.of("");
            } else {
                other(command, key);
            }
        }
    }

    private void other(RespCommand command, String key) {
        if (!key.equals(LOCK) && !ownKeys.test(key) && SILENT_PREFIXES.stream().noneMatch(key::startsWith)) {
            unknown.add(command);
        }
    }
}
