/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import java.util.Locale;

/** Formats findings and reasons as sentences for pages. */
public final class Sentence {

    private Sentence() {}

    /** Capitalises the first letter and adds a full stop. */
    public static String of(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return "";
        }
        // Leave names such as a function's unchanged.
        String word = stripped.split("[ ,:]", 2)[0];
        boolean name = word.matches(".*[._/(=].*");
        String start = name ? stripped : stripped.substring(0, 1).toUpperCase(Locale.ROOT) + stripped.substring(1);
        return start.endsWith(".") || start.endsWith("?") || start.endsWith("!") ? start : start + ".";
    }
}
