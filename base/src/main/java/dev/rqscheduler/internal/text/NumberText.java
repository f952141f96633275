/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.text;

import dev.rqscheduler.api.Overview;
import java.util.Locale;

/** Formats numbers for people. */
public final class NumberText {

    private NumberText() {}

    /** Returns for example {@code 2,000}; {@code unknown} for {@link Overview#UNKNOWN}. */
    public static String number(long number) {
        return number == Overview.UNKNOWN ? "unknown" : String.format(Locale.ROOT, "%,d", number);
    }

    /** Returns a count with its noun, for example {@code 1 job} or {@code 2,000 jobs}. */
    public static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
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
