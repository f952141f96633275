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

    List<AttributedString> of(TopReader.Snapshot glance) {
        List<TopLine> lines = new ArrayList<>();
        TopLine title = new TopLine().bold("rqscheduler top").plain("  " + glance.redis());
        lines.add(title);
        glance.away().ifPresent(why -> lines.add(new TopLine().bad("Redis unavailable: " + why)));
        glance.overview().ifPresent(overview -> {
            String time = TimeText.seconds(overview.now());
            title.right(glance.away().isPresent() ? "as of " + time : time, Math.min(width, FURTHEST));
            lines.add(new TopLine());
            lines.addAll(new StateLines(overview, glance.rate()).lines());
            lines.add(new TopLine());
            lines.addAll(wrong(glance.wrong()));
            lines.add(new TopLine());
            lines.addAll(new RunLines(overview, width).lines());
        });
        return lines.stream().limit(height).map(line -> line.cutTo(width)).toList();
    }

    private List<TopLine> wrong(List<Finding> findings) {
        if (findings.isEmpty()) {
            return List.of(new TopLine().good("No problems found."));
        }
        List<TopLine> lines = new ArrayList<>();
        boolean known = findings.stream().anyMatch(finding -> finding.level() != Level.SKIP);
        lines.add(known ? new TopLine().bold("PROBLEMS") : new TopLine().warn("NOT CHECKED"));
        for (Finding finding : findings.subList(0, Math.min(findings.size(), MOST_WRONG))) {
            lines.add(mark(finding.level()).plain(finding.name() + ": " + finding.what()));
            finding.remedy().ifPresent(remedy -> lines.add(new TopLine().faint("      -> " + remedy)));
        }
        if (findings.size() > MOST_WRONG) {
            lines.add(new TopLine().faint("      and " + (findings.size() - MOST_WRONG) + " more: rqscheduler doctor"));
        }
        return lines;
    }

    private static TopLine mark(Level level) {
        return switch (level) {
            case FAIL -> new TopLine().bad("fail  ");
            case WARN -> new TopLine().warn("warn  ");
            case SKIP, PASS -> new TopLine().faint("skip  ");
        };
    }
}
