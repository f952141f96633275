/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.account;

import dev.rqscheduler.internal.wire.Scores;
import dev.rqscheduler.lab.resp.RespCommand;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The effects of one step on named schedules, by schedule. */
final class ScheduleEffects {

    private static final String SCHEDULE = "rq:scheduling:schedule:";
    private static final String HISTORY = "rq:scheduling:history:";
    private static final List<String> OF_ALL = List.of("rq:scheduling:schedules", "rq:scheduling:schedule-names");

    final Map<String, ScheduleStep> byName = new LinkedHashMap<>();

    /** Records a command if it is about named schedules; returns whether it is. */
    boolean take(RespCommand command) {
        String key = command.text(1);
        if (key.startsWith(SCHEDULE)) {
            return change(command, key.substring(SCHEDULE.length()));
        } else if (key.startsWith(HISTORY)) {
            if (command.name().equals("LPUSH")) {
                ScheduleStep step = of(key.substring(HISTORY.length()));
                command.texts(2).forEach(line -> step.lines.add(ScheduleStep.HistoryLine.of(line)));
            }
            return true;
        }
        return OF_ALL.contains(key);
    }

    private boolean change(RespCommand command, String name) {
        if (command.name().equals("HINCRBY")) {
            of(name).requestCounted |= command.text(2).equals("manual");
            return true;
        } else if (!command.name().equals("HSET")) {
            // The campaign deletes no schedules.
            return false;
        }
        for (int at = 2; at + 1 < command.size(); at += 2) {
            write(of(name), command.text(at), command.text(at + 1));
        }
        return true;
    }

    private static void write(ScheduleStep step, String field, String value) {
        switch (field) {
            case "due" -> step.due = Optional.of(value.isEmpty() ? Instant.MAX : Scores.ofMicros(value));
            case "definition" -> step.defined = true;
            default -> {}
        }
    }

    void pushed(ScheduleStep.RunId run) {
        of(run.schedule()).pushes.add(new ScheduleStep.Push(run, Optional.empty()));
    }

    /**
     * Completes what is known only at the end of the step.
     *
     * @param enqueuedAt by job id, as the step wrote it
     */
    void complete(Map<String, Instant> enqueuedAt, String holder) {
        for (ScheduleStep step : byName.values()) {
            step.holder = holder;
            step.pushes.replaceAll(push -> new ScheduleStep.Push(
                    push.run(), Optional.ofNullable(enqueuedAt.get(push.run().id()))));
        }
    }

    private ScheduleStep of(String name) {
        return byName.computeIfAbsent(name, key -> new ScheduleStep());
    }
}
