/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.text;

import java.util.Locale;
import java.util.OptionalLong;

/** Formats numbers for people. */
public final class NumberText {

    private NumberText() {}

    /** Returns for example {@code 2,000}. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Returns the number, or {@code unknown} for none. */
    public static String number(OptionalLong number) {
        return number.isEmpty() ? "unknown" : number(number.getAsLong());
    }

    /** Returns a count with its noun, for example {@code 1 job} or {@code 2,000 jobs}. */
    public static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** Returns the count with its noun, or {@code unknown} for none. */
    public static String count(OptionalLong number, String noun) {
        return number.isEmpty() ? "unknown" : count(number.getAsLong(), noun);
    }

    /** Returns for example {@code 17 B} or {@code 1.5 MB}; a KB is 1,024 bytes. */
    public static String bytes(long bytes) {
        double value = bytes;
        for (String unit : new String[] {"B", "KB", "MB", "GB"}) {
            if (value < 1_024) {
                return unit.equals("B") ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, unit);
            }
            value /= 1_024;
        }
        return String.format(Locale.ROOT, "%.1f TB", value);
    }
}
