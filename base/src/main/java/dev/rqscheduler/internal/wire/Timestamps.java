/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import dev.rqscheduler.api.WireFormatException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The timestamps of a job hash ({@code created_at}, {@code enqueued_at} and the like): UTC with microseconds. Both
 * directions are as strict as RQ's own parser, because a Python scheduler dies of any other form.
 */
public final class Timestamps {
    private static final Pattern FORM =
            Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]{1,6}))?Z");

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Timestamps() {}

    /**
     * Writes {@code YYYY-MM-DDTHH:MM:SS.ffffffZ}, always with six fraction digits; nanoseconds are cut off.
     *
     * @throws IllegalArgumentException if the year is outside 1 to 9999, which Python cannot hold
     */
    public static String format(Instant instant) {
        if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
            throw new IllegalArgumentException(instant + " cannot be written: Python supports the years 1 to 9999");
        }
        return WRITTEN.format(instant);
    }

    /**
     * Reads what {@link #format} writes, and the same with one to five fraction digits or no fraction at all.
     *
     * @throws WireFormatException for anything else: an offset, a missing {@code Z}, more digits, a day that does not
     *     exist
     */
    public static Instant parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw notATimestamp(text);
        }
        String fraction = form.group(7);
        int micros = fraction == null ? 0 : Integer.parseInt((fraction + "00000").substring(0, 6));
        try {
            int year = number(form, 1);
            if (year < 1) {
                throw notATimestamp(text);
            }
            return LocalDateTime.of(
                            year,
                            number(form, 2),
                            number(form, 3),
                            number(form, 4),
                            number(form, 5),
                            number(form, 6),
                            micros * 1000)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw notATimestamp(text);
        }
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }

    private static WireFormatException notATimestamp(String text) {
        String shown = text.length() > 40 ? text.substring(0, 40) + "..." : text;
        return new WireFormatException("not a timestamp as RQ writes it (YYYY-MM-DDTHH:MM:SS.ffffffZ): " + shown);
    }
}
