/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.report;

import java.util.List;

/** The report of a whole run for people: Markdown that also reads well as plain text. */
public final class BenchReport {

    private final String heading;
    private final Environment environment;
    private final List<Section> sections;
    private final Results results;
    private final List<LimitCheck> checks;

    public BenchReport(
            String heading, Environment environment, List<Section> sections, Results results, List<LimitCheck> checks) {
        this.heading = heading;
        this.environment = environment;
        this.sections = List.copyOf(sections);
        this.results = results;
        this.checks = List.copyOf(checks);
    }

    public String markdown() {
        StringBuilder text = new StringBuilder("# " + heading + "\n\n" + environment.markdown() + "\n");
        for (Section section : sections) {
            if (!section.isEmpty()) {
                text.append(section.markdown());
            }
        }
        if (!checks.isEmpty()) {
            text.append(limits().markdown());
        }
        results.remarks().forEach(remark -> text.append(remark).append("\n\n"));
        if (results.problems().isEmpty()) {
            text.append("Every job of every run was moved once, none early.\n");
        } else {
            text.append("WRONG:\n\n");
            results.problems()
                    .forEach(problem -> text.append("- ").append(problem).append('\n'));
        }
        return text.toString();
    }

    private Section limits() {
        Section section = new Section(
                "Verdict",
                "The limits and this run. Ratios are of medians, unless they are turn by turn.",
                "what",
                "figure",
                "limit",
                "within");
        checks.forEach(check -> section.row(check.what(), check.figureText(), check.limitText(), check.answer()));
        return section;
    }
}
