/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.internal.schedule.ScheduleJson;
import dev.rqscheduler.internal.store.NamedScheduleStore.Overdue;
import dev.rqscheduler.internal.store.StoredSchedule;
import dev.rqscheduler.internal.store.StoredSchedule.Field;
import dev.rqscheduler.internal.text.NumberText;
import dev.rqscheduler.internal.text.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds named schedules that are broken, paused or overdue. */
final class NamedSchedulesTally {

    static final String NAME = "named schedules";

    /** Ours needs milliseconds; longer only when it takes over. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int MOST_ZONES = 1_000;

    private final Examples broken = new Examples();
    private final Examples paused = new Examples();
    private final SortedSet<String> zones = new TreeSet<>();
    private long count;

    void look(StoredSchedule schedule) {
        count++;
        String problem = problem(schedule);
        if (!problem.isEmpty()) {
            broken.add(schedule.name(), problem);
        } else if (!schedule.text(Field.PAUSED).isEmpty()) {
            paused.add(schedule.name(), schedule.text(Field.PAUSED_REASON));
        }
    }

    /** Returns the names of their time zones. */
    SortedSet<String> zones() {
        return zones;
    }

    private String problem(StoredSchedule schedule) {
        try {
            Schedule parsed = ScheduleJson.parse(schedule.name(), schedule.definition());
            if (zones.size() < MOST_ZONES) {
                zones.add(parsed.zone().id());
            }
        } catch (BadScheduleException e) {
            return String.valueOf(e.getMessage());
        }
        return schedule.text(Field.STATE).equals("broken") ? schedule.text(Field.PROBLEM) : "";
    }

    /**
     * @param late all that are overdue, examined or not
     * @param all how many there are
     */
    List<Finding> findings(Overdue late, Instant now, long all) {
        String looked = new SampleSize(count, Math.max(count, all)).inWords();
        List<Finding> findings = new ArrayList<>();
        if (broken.count() > 0) {
            findings.add(Finding.fail(
                    NAME,
                    NumberText.count(broken.count(), "schedule") + " broken, will not run until fixed: "
                            + broken.inWords() + looked,
                    "for the details: rqscheduler schedule show NAME"));
        }
        if (late.count() > 0) {
            Examples overdue = new Examples();
            late.names().forEach(name -> overdue.add(name, ""));
            overdue.addUnnamed(late.count() - late.names().size());
            findings.add(Finding.fail(
                    NAME,
                    NumberText.count(late.count(), "schedule") + " overdue, the oldest since "
                            + TimeText.secondsAndRelative(late.oldest().orElse(now), now) + ": " + overdue.inWords(),
                    "start a scheduler: rqscheduler (Python's does not run named schedules)"));
        }
        if (paused.count() > 0) {
            findings.add(Finding.warn(
                    NAME,
                    NumberText.count(paused.count(), "schedule") + " paused: " + paused.inWords() + looked,
                    "resume them: rqscheduler schedule resume NAME"));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.pass(
                    NAME,
                    count == 0
                            ? "none"
                            : NumberText.count(count, "schedule") + ", none paused, broken or overdue" + looked));
        }
        return findings;
    }
}
