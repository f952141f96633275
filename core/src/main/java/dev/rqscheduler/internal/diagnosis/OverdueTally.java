/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Overview.Leadership;
import dev.rqscheduler.internal.move.Decision;
import dev.rqscheduler.internal.survey.ScheduleInspection.Extent;
import dev.rqscheduler.internal.survey.ScheduleInspection.Seen;
import dev.rqscheduler.internal.survey.ScheduleInspection.State;
import dev.rqscheduler.internal.text.NumberText;
import dev.rqscheduler.internal.text.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Finds jobs that are due but still scheduled: how many, since when, and why. */
final class OverdueTally {

    static final String NAME = "overdue";

    /** Ours moves jobs within milliseconds; it needs longer only for a backlog, and when it takes over. */
    private static final Duration OURS = Duration.ofSeconds(5);

    /** Python's polls once a minute by default, and keeps the lock for another ten seconds after a crash. */
    private static final Duration PYTHONS = Duration.ofSeconds(70);

    private long looked;
    private long without;
    private long refused;
    private long unmovable;

    /**
     * @param decision what should have been done with the job
     */
    void look(Seen seen, Decision decision, Instant now) {
        if (seen.job().due().isAfter(now) || seen.job().due().isBefore(Instant.EPOCH)) {
            return;
        }
        looked++;
        if (seen.state() == State.MISSING || seen.state() == State.NODATA) {
            without++;
        } else if (seen.state() == State.REFUSED) {
            refused++;
        } else if (decision instanceof Decision.Quarantine) {
            unmovable++;
        }
    }

    List<Finding> findings(Extent extent, Leadership leader) {
        if (!extent.type().equals("none") && !extent.type().equals("zset")) {
            return List.of(Finding.fail(
                    NAME,
                    "rq:scheduler:scheduled_jobs is a " + extent.type() + ", not a zset: nothing can be scheduled",
                    "find out what wrote it, then rename or delete it"));
        }
        if (extent.due() == 0 || extent.first().isEmpty()) {
            String next = extent.first()
                    .map(first -> ", the next due " + TimeText.secondsAndRelative(first, extent.now()))
                    .orElse("");
            return List.of(Finding.pass(NAME, "none of " + NumberText.count(extent.count(), "scheduled job") + next));
        }
        Instant first = extent.first().get();
        Duration late = Duration.between(first, extent.now());
        String what = NumberText.count(extent.due(), "job") + " due but not moved, the oldest since "
                + TimeText.secondsAndRelative(first, extent.now());
        return List.of(
                switch (leader) {
                    case NOBODY -> Finding.fail(NAME, what + "; no scheduler is running", "start one: rqscheduler");
                    case BLOCKED -> Finding.fail(NAME, what + "; no scheduler can take the lock", "see lock above");
                    case UNKNOWN ->
                        Finding.warn(
                                NAME, what + "; no scheduler was found", "start one if none is running: rqscheduler");
                    case OURS ->
                        late.compareTo(OURS) < 0
                                ? Finding.pass(NAME, what + "; the leader is working on it")
                                : stuck(what, "there is a leader, but it does not move them");
                    case PYTHON ->
                        late.compareTo(PYTHONS) < 0
                                ? Finding.pass(NAME, what + "; Python's rqscheduler checks once a minute")
                                : stuck(what, "a Python rqscheduler is running, but does not move them");
                });
    }

    private Finding stuck(String what, String who) {
        return Finding.warn(NAME, what + "; " + who + why(), "see the other findings and the scheduler's log");
    }

    private String why() {
        StringBuilder why = new StringBuilder();
        if (without > 0) {
            why.append(", ").append(NumberText.number(without)).append(" without a hash");
        }
        if (unmovable > 0) {
            why.append(", ").append(NumberText.number(unmovable)).append(" that cannot be moved");
        }
        if (refused > 0) {
            why.append(", ").append(NumberText.number(refused)).append(" that Redis refuses to show");
        }
        return " (" + NumberText.number(looked) + " checked" + (why.length() == 0 ? ": nothing wrong with them" : why)
                + ")";
    }
}
