/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import java.util.Locale;
import java.util.OptionalLong;

/** Formats numbers and sentences for pages. */
public final class Words {

    private Words() {}

    /** Returns the number, or that it is unknown. */
    public static String number(OptionalLong number) {
        return number.isEmpty() ? "unknown" : number(number.getAsLong());
    }

    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Returns a count with its noun, such as {@code 1 job} or {@code 2,000 jobs}. */
    public static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** Capitalises the first letter and adds a full stop. */
    public static String sentence(String text) {
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
