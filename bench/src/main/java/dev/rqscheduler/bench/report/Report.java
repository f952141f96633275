/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.report;

import java.util.List;

/** A whole run, for people: Markdown that reads well as plain text, too. */
public final class Report {

    private final String heading;
    private final Surroundings surroundings;
    private final List<Section> sections;
    private final Results results;
    private final List<Verdict> verdicts;

    public Report(
            String heading,
            Surroundings surroundings,
            List<Section> sections,
            Results results,
            List<Verdict> verdicts) {
        this.heading = heading;
        this.surroundings = surroundings;
        this.sections = List.copyOf(sections);
        this.results = results;
        this.verdicts = List.copyOf(verdicts);
    }

    public String markdown() {
        StringBuilder text = new StringBuilder("# " + heading + "\n\n" + surroundings.markdown() + "\n");
        for (Section section : sections) {
            if (!section.isEmpty()) {
                text.append(section.markdown());
            }
        }
        if (!verdicts.isEmpty()) {
            text.append(verdicts().markdown());
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

    private Section verdicts() {
        Section section = new Section(
                "Verdict",
                "The limits that were set, and this run. Ratios are of medians, unless they are turn by turn.",
                "what",
                "figure",
                "limit",
                "within");
        verdicts.forEach(
                verdict -> section.row(verdict.what(), verdict.figureText(), verdict.limitText(), verdict.answer()));
        return section;
    }
}
