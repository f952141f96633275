/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.time.Durations;
import dev.rqscheduler.internal.time.Times;
import dev.rqscheduler.web.http.HttpProblem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The times of a page: shown with their zone and relative to now, or entered by a user.
 *
 * @param now the time by Redis's clock
 */
public record PageClock(Instant now, Zone zone) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("z", Locale.ENGLISH);
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * Parses a time entered by a user: {@code 10m} (from now), {@code 2026-11-26 15:00} (in this zone), or a time with an explicit
     * offset or zone.
     *
     * @throws HttpProblem if the text is none of these
     */
    Instant parse(String text) {
        String trimmed = text.strip();
        String length = trimmed.startsWith("in ") ? trimmed.substring(3) : trimmed;
        if (trimmed.isEmpty()) {
            throw HttpProblem.badRequest("enter a time, for example 10m or 2026-11-26 15:00");
        }
        try {
            return now.plus(Durations.parse(length));
        } catch (IllegalArgumentException e) {
            // Not a duration, so try a point in time.
        }
        try {
            return Times.parse(trimmed, zone);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.badRequest(e.getMessage() + "; or a duration from now, such as 10m");
        }
    }

    /** Returns the shortest unambiguous form: only the time if it is today, otherwise also the date. */
    public String at(Instant instant) {
        if (isAbsurd(instant)) {
            return instant.isBefore(now) ? "before 1970" : "never";
        }
        OffsetDateTime time = zone.at(instant);
        LocalDate today = zone.at(now).toLocalDate();
        if (time.toLocalDate().equals(today)) {
            return named(TIME, time, zone);
        }
        return named(time.getYear() == today.getYear() ? DAY : YEAR, time, zone);
    }

    /** Returns date, time and zone in full. */
    public String full(Instant instant) {
        return isAbsurd(instant) ? at(instant) : named(FULL, zone.at(instant), zone);
    }

    /** Returns only hours and minutes, for use where the context gives the rest. */
    public String minute(Instant instant) {
        return MINUTE.format(zone.at(instant));
    }

    /** Same as {@link #full}, in another zone. */
    public String in(Zone other, Instant instant) {
        return isAbsurd(instant) ? at(instant) : named(FULL, other.at(instant), other);
    }

    /** Appends a zone name such as CET if the JDK, which has such names, agrees on the offset; otherwise the offset. */
    private static String named(DateTimeFormatter format, OffsetDateTime time, Zone zone) {
        String name = time.getOffset().getId();
        try {
            ZonedDateTime there = time.atZoneSameInstant(ZoneId.of(zone.id()));
            name = there.getOffset().equals(time.getOffset()) ? NAME.format(there) : name;
        } catch (DateTimeException e) {
            // A zone that this JDK does not know yet.
        }
        return format.format(time) + " " + name;
    }

    /** Returns the instant in ISO-8601, for machines; empty if it is out of range. */
    public String iso(Instant instant) {
        return isAbsurd(instant) ? "" : instant.toString();
    }

    /** Returns the distance from now, such as {@code in 5 min} or {@code 2 h 10 min ago}. */
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

    /** Formats a duration in at most two units. */
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
