/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Finding.Level;
import dev.rqscheduler.api.Overview;
import dev.rqscheduler.internal.text.NumberText;
import dev.rqscheduler.web.live.LastHour.Interval;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The overview page.
 *
 * @param troubles problems and checks that could not run, worst first
 * @param lastHour the moves of this process by minute, oldest first
 */
public record OverviewModel(
        Overview overview,
        Timeline timeline,
        List<Finding> troubles,
        List<Interval> lastHour,
        boolean live,
        boolean hideArguments) {

    private static final int RUNS = 10;

    /** Returns the overall state as a headline. */
    public String verdict() {
        long failures = count(Level.FAIL);
        if (failures > 0) {
            return NumberText.count(failures, "problem") + " found";
        }
        long unknown = count(Level.SKIP);
        long warnings = count(Level.WARN);
        if (warnings > 0) {
            return "Working, with " + NumberText.count(warnings, "warning");
        }
        return unknown == 0 ? "All checks passed" : NumberText.count(unknown, "check") + " could not run";
    }

    private long count(Level level) {
        return troubles.stream().filter(finding -> finding.level() == level).count();
    }

    /** Returns the severity of a finding as one word. */
    public static String word(Finding finding) {
        return switch (finding.level()) {
            case FAIL -> "Problem";
            case WARN -> "Warning";
            case SKIP, PASS -> "Unknown";
        };
    }

    public static boolean fails(Finding finding) {
        return finding.level() == Level.FAIL;
    }

    /** Returns the page on which the user can act on a finding. */
    public static Optional<String> link(Finding finding) {
        if (finding.level() == Level.SKIP) {
            return Optional.empty();
        }
        return switch (finding.name()) {
            case "quarantine" -> Optional.of("/quarantine");
            case "overdue" -> Optional.of("/jobs?state=overdue");
            case "named schedules" ->
                Optional.of(finding.level() == Level.WARN ? "/schedules?state=paused" : "/schedules?state=broken");
            default -> Optional.empty();
        };
    }

    /** Returns the number of jobs that this process moved in the last hour. */
    public long moved() {
        return lastHour.stream().mapToLong(Interval::moved).sum();
    }

    /** Returns a lateness in milliseconds for a plot; empty if no job was moved. */
    public static String millis(Interval minute, Duration lateness) {
        return minute.moved() == 0 ? "" : Double.toString(lateness.toNanos() / 1e6);
    }

    public static String words(Interval minute, Duration lateness) {
        return minute.moved() == 0 ? "-" : PageClock.length(lateness);
    }

    public List<Overview.Run> coming() {
        return overview.coming().stream().limit(RUNS).toList();
    }

    public CallText call(Overview.Run run) {
        return CallText.of(run, hideArguments);
    }

    /** Returns the name of the leader, or why there is none. */
    public String leader() {
        return switch (overview.lead().by()) {
            case OURS -> overview.lead().name().orElse("none right now; a standby will take over");
            case PYTHON -> "Python's rqscheduler";
            case BLOCKED -> "none: the lock is never released";
            case NOBODY -> "none";
            case UNKNOWN -> "unknown";
        };
    }
}
