/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

/** Makes strings of unknown origin safe for a one-line message. */
public final class Quote {
    private Quote() {}

    /** The text in double quotes, cut after {@code limit} characters, anything but printable ASCII escaped. */
    public static String of(String text, int limit) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), limit); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~') {
                quoted.append(c);
            } else {
                // A line break or a terminal escape sequence in a message could forge a log line.
                quoted.append(String.format("\\u%04x", (int) c));
            }
        }
        return quoted.append(text.length() > limit ? "...\"" : "\"").toString();
    }
}
