/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a look and an examination say together. Pure.
 *
 * @param findings what is wrong, may become so, or could not be looked at, in this order; what is as it should be is not among them
 */
public record Verdict(List<Finding> findings) {

    /**
     * @param examined what {@link Doctor} found, now or a little earlier
     */
    public static Verdict of(Overview overview, List<Finding> examined) {
        List<Finding> findings = new ArrayList<>(examined);
        long broken = overview.schedules().broken();
        // The overview counts all of them, a quick examination looks at the first ones.
        boolean told = examined.stream()
                .anyMatch(finding -> finding.name().equals(NamedSchedulesTally.NAME) && finding.level() == Level.FAIL);
        if (broken > 0 && !told) {
            findings.add(Finding.fail(
                    NamedSchedulesTally.NAME,
                    Words.count(broken, "schedule") + " cannot be understood and will not run",
                    "put them right: rqscheduler schedule list --state broken"));
        }
        List<String> unread = unread(overview);
        if (!unread.isEmpty()) {
            findings.add(0, Finding.skip("overview", "could not be read: " + String.join(", ", unread), ""));
        }
        return new Verdict(findings.stream()
                .filter(finding -> finding.level() != Level.PASS)
                .sorted(Comparator.comparing(Finding::level).reversed())
                .toList());
    }

    private static List<String> unread(Overview overview) {
        List<String> unread = new ArrayList<>();
        if (overview.backlog().scheduled() == Overview.UNKNOWN
                || overview.backlog().due() == Overview.UNKNOWN
                || overview.comingHour().stream().anyMatch(minute -> !minute.known())) {
            unread.add("how many jobs are scheduled and due");
        }
        if (overview.schedules().all() == Overview.UNKNOWN
                || overview.schedules().active() == Overview.UNKNOWN) {
            unread.add("how many named schedules there are in which state");
        }
        if (overview.quarantine().count() == Overview.UNKNOWN) {
            unread.add("how many jobs are in quarantine");
        }
        return unread;
    }

    /** How many of the findings are of this level. */
    public long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }
}
