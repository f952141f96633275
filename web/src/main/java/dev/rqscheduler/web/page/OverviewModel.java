/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Level;
import dev.rqscheduler.api.Overview;
import dev.rqscheduler.api.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * The overview.
 *
 * @param judged what is wrong or could not be checked, the worst first
 * @param recent what this process has moved
 * @param live whether it keeps up to date by itself
 */
public record OverviewModel(
        Overview overview, Timeline timeline, Verdict judged, RecentMoves recent, boolean live, boolean hideArguments) {

    private static final int RUNS = 10;

    /** In one sentence. */
    public String verdict() {
        long failures = judged.count(Level.FAIL);
        if (failures > 0) {
            return failures == 1 ? "Something is wrong." : "Some things are wrong.";
        }
        long unknown = judged.count(Level.SKIP);
        if (judged.count(Level.WARN) > 0) {
            return "It works. Something to look at:";
        }
        return unknown == 0 ? "All is well." : Words.count(unknown, "thing") + " could not be checked:";
    }

    public List<Finding> troubles() {
        return judged.findings();
    }

    /** What a trouble is, in a word. */
    public static String word(Finding finding) {
        return switch (finding.level()) {
            case FAIL -> "Wrong";
            case WARN -> "Check";
            case SKIP, PASS -> "Unknown";
        };
    }

    public static boolean fails(Finding finding) {
        return finding.level() == Level.FAIL;
    }

    /** Where on this page somebody can do something about it. */
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

    public List<Overview.Run> coming() {
        return overview.coming().stream().limit(RUNS).toList();
    }

    public Call call(Overview.Run run) {
        return Call.of(run, hideArguments);
    }

    /** Who leads, in words. */
    public String leader() {
        return switch (overview.lead().by()) {
            case OURS -> overview.lead().name().orElse("nobody at this moment; one of those below will");
            case PYTHON -> "Python's rqscheduler";
            case BLOCKED -> "nobody: the lock never becomes free";
            case NOBODY -> "nobody";
            case UNKNOWN -> "nobody that was found";
        };
    }
}
