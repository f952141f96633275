/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times as pages show them: with their zone, and how far away they are.
 *
 * @param now the time by Redis's clock
 * @param zone whose wall clock is shown
 */
public record PageClock(Instant now, ZoneId zone) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss z", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm z", Locale.ENGLISH);
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm z", Locale.ENGLISH);
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm:ss z", Locale.ENGLISH);
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** As short as can be without doubt: the time today, else the day, too. */
    public String at(Instant instant) {
        if (isAbsurd(instant)) {
            return instant.isBefore(now) ? "before all time" : "never";
        }
        ZonedDateTime time = instant.atZone(zone);
        LocalDate today = now.atZone(zone).toLocalDate();
        if (time.toLocalDate().equals(today)) {
            return TIME.format(time);
        }
        return (time.getYear() == today.getYear() ? DAY : YEAR).format(time);
    }

    /** With everything there is to say. */
    public String full(Instant instant) {
        return isAbsurd(instant) ? at(instant) : FULL.format(instant.atZone(zone));
    }

    /** Hours and minutes alone, where the rest is said besides. */
    public String minute(Instant instant) {
        return MINUTE.format(instant.atZone(zone));
    }

    /** As {@link #full}, on the wall clock of another zone. */
    public String in(ZoneId other, Instant instant) {
        return isAbsurd(instant) ? at(instant) : FULL.format(instant.atZone(other));
    }

    /** For programs. */
    public String iso(Instant instant) {
        return isAbsurd(instant) ? "" : instant.toString();
    }

    /** Such as {@code in 5 min} or {@code 2 h 10 min ago}. */
    public String relative(Instant instant) {
        if (isAbsurd(instant)) {
            return "";
        }
        Duration distance = Duration.between(now, instant);
        if (distance.abs().compareTo(Duration.ofSeconds(1)) < 0) {
            return "now";
        }
        return distance.isNegative() ? length(distance.negated()) + " ago" : "in " + length(distance);
    }

    /** In at most two units. */
    public static String length(Duration length) {
        long millis = length.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 10_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
        }
        long seconds = length.toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        } else if (seconds < 7_200) {
            return seconds / 60 + " min";
        } else if (seconds < 172_800) {
            return two(seconds / 3_600, "h", seconds % 3_600 / 60, "min");
        }
        return two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
    }

    private static String two(long large, String unit, long small, String smallUnit) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    private boolean isAbsurd(Instant instant) {
        return instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST);
    }
}
