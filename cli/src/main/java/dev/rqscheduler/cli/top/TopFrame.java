/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.top;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Finding.Level;
import dev.rqscheduler.cli.output.Printable;
import dev.rqscheduler.internal.text.TimeText;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

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

    /** Builds one line of a frame. Strings from Redis are made safe for a terminal here. */
    static final class Line {

        private static final int LABEL = 12;

        private static final AttributedStyle FAINT = AttributedStyle.DEFAULT.faint();
        private static final AttributedStyle BOLD = AttributedStyle.BOLD;
        private static final AttributedStyle GOOD = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
        private static final AttributedStyle WARN = AttributedStyle.BOLD.foreground(AttributedStyle.YELLOW);
        private static final AttributedStyle BAD = AttributedStyle.BOLD.foreground(AttributedStyle.RED);

        private final AttributedStringBuilder text = new AttributedStringBuilder();

        /** Starts a line with its label. */
        static Line of(String label) {
            return new Line().faint(pad(label, LABEL));
        }

        Line plain(String words) {
            text.append(Printable.line(words), AttributedStyle.DEFAULT);
            return this;
        }

        Line faint(String words) {
            text.append(Printable.line(words), FAINT);
            return this;
        }

        Line bold(String words) {
            text.append(Printable.line(words), BOLD);
            return this;
        }

        Line good(String words) {
            text.append(Printable.line(words), GOOD);
            return this;
        }

        Line warn(String words) {
            text.append(Printable.line(words), WARN);
            return this;
        }

        Line bad(String words) {
            text.append(Printable.line(words), BAD);
            return this;
        }

        /** Adds right-aligned text, if there is space. */
        Line right(String words, int width) {
            int gap = width - text.columnLength() - words.length();
            return gap < 2 ? this : plain(" ".repeat(gap)).faint(words);
        }

        AttributedString cutTo(int width) {
            return text.toAttributedString().columnSubSequence(0, width);
        }

        static String pad(String words, int width) {
            return words + " ".repeat(Math.max(0, width - words.length()));
        }
    }
}
