/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.internal.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats numbers, times and names for sentences. */
final class Words {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final int LONGEST_NAME = 80;

    private Words() {}

    static String at(Instant instant) {
        if (instant.equals(Instant.MIN) || instant.equals(Instant.MAX)) {
            return instant.equals(Instant.MIN) ? "-inf" : "inf";
        }
        return SECONDS.format(instant);
    }

    /** Returns for example {@code 2h10m}: the two largest units. */
    static String length(Duration length) {
        if (length.compareTo(Durations.LONGEST) > 0) {
            return "over 9,999 years";
        }
        if (length.compareTo(Duration.ofSeconds(10)) < 0) {
            return Durations.format(Duration.ofMillis(length.toMillis()));
        }
        long seconds = length.toSeconds();
        long unit = seconds >= 86_400 ? 3_600 : seconds >= 3_600 ? 60 : 1;
        return Durations.format(Duration.ofSeconds(seconds / unit * unit));
    }

    /** Returns for example {@code in 5m} or {@code 2h10m ago}. */
    static String relative(Instant instant, Instant now) {
        Duration distance = Duration.between(now, instant);
        return distance.isNegative() ? length(distance.negated()) + " ago" : "in " + length(distance);
    }

    /** Returns both of the above. */
    static String atAndRelative(Instant instant, Instant now) {
        return at(instant) + " (" + relative(instant, now) + ")";
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Returns for example {@code 1 job} or {@code 2,000 jobs}. */
    static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    static String bytes(long bytes) {
        double value = bytes;
        for (String unit : new String[] {"B", "KB", "MB", "GB"}) {
            if (value < 1_024) {
                return unit.equals("B") ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, unit);
            }
            value /= 1_024;
        }
        return String.format(Locale.ROOT, "%.1f TB", value);
    }

    static String quoted(String name) {
        return "\"" + shortened(name, LONGEST_NAME) + "\"";
    }

    static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "...";
    }
}
