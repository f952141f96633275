/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.top;

import dev.rqscheduler.cli.output.Printable;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Builds one line of a frame. Strings from Redis are made safe for a terminal here. */
final class TopLine {

    private static final int LABEL = 12;

    private static final AttributedStyle FAINT = AttributedStyle.DEFAULT.faint();
    private static final AttributedStyle BOLD = AttributedStyle.BOLD;
    private static final AttributedStyle GOOD = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle WARN = AttributedStyle.BOLD.foreground(AttributedStyle.YELLOW);
    private static final AttributedStyle BAD = AttributedStyle.BOLD.foreground(AttributedStyle.RED);

    private final AttributedStringBuilder text = new AttributedStringBuilder();

    /** Starts a line with its label. */
    static TopLine of(String label) {
        return new TopLine().faint(pad(label, LABEL));
    }

    TopLine plain(String words) {
        text.append(Printable.line(words), AttributedStyle.DEFAULT);
        return this;
    }

    TopLine faint(String words) {
        text.append(Printable.line(words), FAINT);
        return this;
    }

    TopLine bold(String words) {
        text.append(Printable.line(words), BOLD);
        return this;
    }

    TopLine good(String words) {
        text.append(Printable.line(words), GOOD);
        return this;
    }

    TopLine warn(String words) {
        text.append(Printable.line(words), WARN);
        return this;
    }

    TopLine bad(String words) {
        text.append(Printable.line(words), BAD);
        return this;
    }

    /** Adds right-aligned text, if there is space. */
    TopLine right(String words, int width) {
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
