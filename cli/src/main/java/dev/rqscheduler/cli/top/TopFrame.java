/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.top;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Finding.Level;
import dev.rqscheduler.internal.text.TimeText;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/**
 * Renders a glance as terminal lines: the state first, then problems, then the next runs in the remaining space.
 * Neither wider nor higher than the terminal. Pure.
 *
 * @param width in columns
 * @param height in lines
 */
record TopFrame(int width, int height) {

    /** Problems may need an extra line for the remedy, and the next runs need some space, too. */
    private static final int MOST_WRONG = 6;

    /** Right-aligned text is no further away than this. */
    private static final int FURTHEST = 120;

    List<AttributedString> of(TopSnapshot glance) {
        List<Line> lines = new ArrayList<>();
        Line title = new Line().bold("rqscheduler top").plain("  " + glance.redis());
        lines.add(title);
        glance.away().ifPresent(why -> lines.add(new Line().bad("Redis unavailable: " + why)));
        glance.overview().ifPresent(overview -> {
            String time = TimeText.seconds(overview.now());
            title.right(glance.away().isPresent() ? "as of " + time : time, Math.min(width, FURTHEST));
            lines.add(new Line());
            lines.addAll(new StateLines(overview, glance.rate()).lines());
            lines.add(new Line());
            lines.addAll(wrong(glance.wrong()));
            lines.add(new Line());
            lines.addAll(new RunLines(overview, width).lines());
        });
        return lines.stream().limit(height).map(line -> line.cutTo(width)).toList();
    }

    private List<Line> wrong(List<Finding> findings) {
        if (findings.isEmpty()) {
            return List.of(new Line().good("No problems found."));
        }
        List<Line> lines = new ArrayList<>();
        boolean known = findings.stream().anyMatch(finding -> finding.level() != Level.SKIP);
        lines.add(known ? new Line().bold("PROBLEMS") : new Line().warn("NOT CHECKED"));
        for (Finding finding : findings.subList(0, Math.min(findings.size(), MOST_WRONG))) {
            lines.add(mark(finding.level()).plain(finding.name() + ": " + finding.what()));
            finding.remedy().ifPresent(remedy -> lines.add(new Line().faint("      -> " + remedy)));
        }
        if (findings.size() > MOST_WRONG) {
            lines.add(new Line().faint("      and " + (findings.size() - MOST_WRONG) + " more: rqscheduler doctor"));
        }
        return lines;
    }

    private static Line mark(Level level) {
        return switch (level) {
            case FAIL -> new Line().bad("fail  ");
            case WARN -> new Line().warn("warn  ");
            case SKIP, PASS -> new Line().faint("skip  ");
        };
    }
}
