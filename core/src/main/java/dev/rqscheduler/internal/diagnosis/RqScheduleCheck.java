/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Finding.Level;
import dev.rqscheduler.internal.survey.RqScheduleInspection.RqSchedule;
import dev.rqscheduler.internal.text.Excerpt;
import dev.rqscheduler.internal.text.NumberText;
import dev.rqscheduler.internal.text.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Checks RQ's own scheduled registries, used by Queue.enqueue_at, Retry and Repeat, which no rqscheduler serves. */
final class RqScheduleCheck {

    static final String NAME = "rq schedules";

    /** A worker's scheduler checks for queues without one every two minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int MOST_NAMED = 5;

    private RqScheduleCheck() {}

    static List<Finding> judge(List<RqSchedule> schedules, Instant now) {
        List<Finding> findings = new ArrayList<>();
        List<RqSchedule> unserved = schedules.stream()
                .filter(schedule -> schedule.due() > 0 && !schedule.served())
                .sorted(Comparator.comparing(schedule -> schedule.first().orElse(now)))
                .toList();
        if (!unserved.isEmpty()) {
            long due = unserved.stream().mapToLong(RqSchedule::due).sum();
            Instant first = unserved.get(0).first().orElse(now);
            boolean old = first.isBefore(now.minus(PATIENCE));
            String names = String.join(
                    ", ",
                    unserved.stream()
                            .limit(MOST_NAMED)
                            .map(schedule -> Excerpt.of(schedule.queue(), 80))
                            .toList());
            String more = unserved.size() > MOST_NAMED ? " and " + (unserved.size() - MOST_NAMED) + " more" : "";
            findings.add(new Finding(
                    NAME,
                    old ? Level.FAIL : Level.WARN,
                    NumberText.count(due, "job") + " due in RQ's own rq:scheduled:<queue>, the oldest since "
                            + TimeText.secondsAndRelative(first, now) + ", and no RQ scheduler serves: " + names + more,
                    Optional.of("start a worker for these queues with its scheduler: rq worker --with-scheduler"
                            + " (rqscheduler serves only jobs of rq-scheduler)")));
        }
        schedules.stream()
                .filter(schedule ->
                        !schedule.type().equals("none") && !schedule.type().equals("zset"))
                .limit(MOST_NAMED)
                .forEach(schedule -> findings.add(Finding.fail(
                        NAME,
                        "rq:scheduled:" + schedule.queue() + " is a " + schedule.type() + ", not a zset",
                        "find out what wrote it, then rename or delete it")));
        if (findings.isEmpty()) {
            long count = schedules.stream().mapToLong(RqSchedule::count).sum();
            findings.add(Finding.pass(
                    NAME,
                    count == 0
                            ? "nothing in RQ's own rq:scheduled:<queue> sets ("
                                    + NumberText.count(schedules.size(), "queue") + ")"
                            : NumberText.count(count, "job")
                                    + " in RQ's own rq:scheduled:<queue>, none overdue without a scheduler"));
        }
        return findings;
    }
}
