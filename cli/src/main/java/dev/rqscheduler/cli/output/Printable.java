/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.output;

/** Makes strings from Redis or exceptions safe to print: their content was written by others. */
public final class Printable {

    private Printable() {}

    /**
     * Returns it on one line: characters that would control a terminal or end the line become escapes such as {@code
     * \n}.
     */
    public static String line(String text) {
        int first = firstUnsafe(text);
        if (first < 0) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> safe.append("\\n");
                case '\r' -> safe.append("\\r");
                case '\t' -> safe.append("\\t");
                default -> {
                    if (isUnsafe(c)) {
                        safe.append(String.format("\\u%04x", (int) c));
                    } else {
                        safe.append(c);
                    }
                }
            }
        }
        return safe.toString();
    }

    /** Same as {@link #line(String)}, truncated to a number of characters, ending in three dots. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return line(text);
        }
        return line(text.substring(0, most - 3)) + "...";
    }

    private static int firstUnsafe(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnsafe(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isUnsafe(char c) {
        // In addition to control characters: line and paragraph separators, and the marks that change the writing
        // direction.
        return c < ' ' || (c >= 0x7f && c < 0xa0) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }
}
