/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.diagnosis;

import dev.rqscheduler.redis.StoredSchedule;
import dev.rqscheduler.redis.StoredSchedule.Field;
import dev.rqscheduler.schedule.BadScheduleException;
import dev.rqscheduler.schedule.ScheduleJson;
import dev.rqscheduler.wire.Scores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Named schedules: those that do not run, those that somebody paused, and those whose time is over. */
final class NamedSchedulesTally {

    static final String NAME = "named schedules";

    /** Ours needs milliseconds; it needs longer only where it takes over. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Examples broken = new Examples();
    private final Examples paused = new Examples();
    private final Examples overdue = new Examples();
    private Instant oldest = Instant.MAX;
    private long count;

    void look(StoredSchedule schedule, Instant now) {
        count++;
        String problem = problem(schedule);
        if (!problem.isEmpty()) {
            broken.add(schedule.name(), problem);
        } else if (!schedule.text(Field.PAUSED).isEmpty()) {
            paused.add(schedule.name(), schedule.text(Field.PAUSED_REASON));
        }
        if (!schedule.score().isEmpty()) {
            Instant due = Scores.instant(schedule.score());
            // Score 0 means "look at it", since when is not known.
            if (due.isAfter(Instant.EPOCH) && due.isBefore(now.minus(PATIENCE))) {
                overdue.add(schedule.name(), "");
                oldest = due.isBefore(oldest) ? due : oldest;
            }
        }
    }

    private static String problem(StoredSchedule schedule) {
        try {
            ScheduleJson.parse(schedule.name(), schedule.definition());
        } catch (BadScheduleException e) {
            return String.valueOf(e.getMessage());
        }
        return schedule.text(Field.STATE).equals("broken") ? schedule.text(Field.PROBLEM) : "";
    }

    /**
     * @param all how many there are
     */
    List<Finding> findings(Instant now, long all) {
        String looked = new Looked(count, Math.max(count, all)).inWords();
        List<Finding> findings = new ArrayList<>();
        if (broken.count() > 0) {
            findings.add(Finding.fail(
                    NAME,
                    Words.count(broken.count(), "schedule") + " cannot be understood and will not run: "
                            + broken.inWords() + looked,
                    "put them right: rqscheduler schedule show NAME tells more"));
        }
        if (overdue.count() > 0) {
            findings.add(Finding.fail(
                    NAME,
                    Words.count(overdue.count(), "schedule") + " overdue, the oldest since "
                            + Words.atAndRelative(oldest, now) + ": " + overdue.inWords() + looked,
                    "start a scheduler: rqscheduler (Python's does not know named schedules)"));
        }
        if (paused.count() > 0) {
            findings.add(Finding.warn(
                    NAME,
                    Words.count(paused.count(), "schedule") + " paused: " + paused.inWords() + looked,
                    "rqscheduler schedule resume NAME, once they are to run again"));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.pass(
                    NAME,
                    count == 0 ? "there are none" : Words.count(count, "schedule") + ", all of them run" + looked));
        }
        return findings;
    }
}
