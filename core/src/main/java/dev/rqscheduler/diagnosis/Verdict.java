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
        return new Verdict(findings.stream()
                .filter(finding -> finding.level() != Level.PASS)
                .sorted(Comparator.comparing(Finding::level).reversed())
                .toList());
    }

    /** How many of the findings are of this level. */
    public long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }
}
