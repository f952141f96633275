/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Finding.Level;
import dev.rqscheduler.api.Overview;
import dev.rqscheduler.internal.text.NumberText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts an overview and the findings of an examination together. Pure. */
public final class Verdicts {

    private Verdicts() {}

    /**
     * @param examined what {@link Doctor} found, now or a little earlier
     */
    public static List<Finding> of(Overview overview, List<Finding> examined) {
        List<Finding> findings = new ArrayList<>(examined);
        long broken = overview.schedules().broken().orElse(0);
        // The overview counts all of them, a quick examination reads only the first ones.
        boolean reported = examined.stream()
                .anyMatch(finding -> finding.name().equals(NamedSchedulesTally.NAME) && finding.level() == Level.FAIL);
        if (broken > 0 && !reported) {
            findings.add(Finding.fail(
                    NamedSchedulesTally.NAME,
                    NumberText.count(broken, "schedule") + " broken: will not run until fixed",
                    "find them: rqscheduler schedule list --state broken"));
        }
        List<String> unread = unread(overview);
        if (!unread.isEmpty()) {
            findings.add(0, Finding.skip("overview", "could not be read: " + String.join(", ", unread)));
        }
        return findings.stream()
                .filter(finding -> finding.level() != Level.PASS)
                .sorted(Comparator.comparing(Finding::level).reversed())
                .toList();
    }

    private static List<String> unread(Overview overview) {
        List<String> unread = new ArrayList<>();
        if (overview.backlog().scheduled().isEmpty()
                || overview.backlog().due().isEmpty()
                || overview.comingHour().stream().anyMatch(minute -> !minute.known())) {
            unread.add("the number of scheduled and due jobs");
        }
        if (overview.schedules().all().isEmpty()
                || overview.schedules().active().isEmpty()) {
            unread.add("the number of named schedules by state");
        }
        if (overview.quarantine().count().isEmpty()) {
            unread.add("the number of quarantined jobs");
        }
        return unread;
    }
}
