/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.Zone;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses instants as people and Python write them. */
public final class Times {
    private static final int MOST_CHARACTERS = 100;
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final int NANO_DIGITS = 9;
    private static final Pattern EPOCH_SECONDS = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,20})?");
    private static final Pattern ISO = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ]([0-9]{2}:[0-9]{2}"
            + "(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)(?: ?([Zz]|[+-][0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2})?)?))?"
            + "(?: ?\\[([^\\[\\]]+)])?)?");

    private Times() {}

    /**
     * Parses an instant, which must name its zone:
     *
     * <ul>
     *   <li>ISO-8601 with an offset, {@code Z} or a zone: {@code 2026-11-23T10:00:00Z}, {@code 2026-11-23 10:00+01:00},
     *       {@code 2026-11-23T10:00[Europe/Berlin]}, {@code 2026-10-25T02:30+01:00[Europe/Berlin]}. Seconds and their
     *       fraction may be omitted; T may be a space.
     *   <li>seconds since 1970-01-01T00:00Z, with or without a fraction: {@code 1768480496.25}.
     * </ul>
     *
     * A time that the zone's clocks skip, or show twice without an offset to say which is meant, is rejected: unlike
     * with a cron schedule, the caller can still correct it.
     *
     * @return a time of the years 1970 to 9999, to the nanosecond
     * @throws IllegalArgumentException if the text is anything else; the message says what to write
     */
    public static Instant parse(String text) {
        return parse(text, null);
    }

    /** Same as {@link #parse(String)}; a time without a zone is on the wall clock of the given one. */
    public static Instant parse(String text, @Nullable Zone zone) {
        String trimmed = text.strip();
        if (trimmed.length() > MOST_CHARACTERS) {
            throw error(text, "it has more than " + MOST_CHARACTERS + " characters");
        }
        if (EPOCH_SECONDS.matcher(trimmed).matches()) {
            return epochSeconds(text, new BigDecimal(trimmed));
        }
        Matcher iso = ISO.matcher(trimmed);
        if (!iso.matches()) {
            throw error(text, "it is neither ISO-8601 nor seconds since 1970; use a form such as 2026-11-23T10:00:00Z");
        }
        if (iso.group(2) == null) {
            throw error(text, "the time of day and the zone are missing; use a form such as " + trimmed + "T10:00:00Z");
        }
        if (iso.group(3) == null && iso.group(4) == null && zone == null) {
            throw error(
                    text,
                    "the zone is missing; add Z (for UTC), an offset such as +01:00, or a zone such as [Europe/Berlin]");
        }
        try {
            LocalDateTime wall = LocalDateTime.parse(iso.group(1) + "T" + iso.group(2));
            Zone named = iso.group(4) != null ? Zones.parse(iso.group(4)) : iso.group(3) != null ? null : zone;
            return inRange(text, instant(text, wall, iso.group(3), named));
        } catch (DateTimeException e) {
            throw error(text, "there is no such date, time of day or offset");
        }
    }

    private static Instant instant(String text, LocalDateTime wall, @Nullable String offsetText, @Nullable Zone zone) {
        @Nullable ZoneOffset offset = offsetText == null ? null : ZoneOffset.of(offsetText.toUpperCase(Locale.ROOT));
        if (zone == null) {
            if (offset == null) {
                throw new IllegalStateException("neither offset nor zone");
            }
            return wall.toInstant(offset);
        }
        if ("Z".equalsIgnoreCase(offsetText)) {
            // "Z" next to a zone: the instant is in UTC and the zone is for display, as java.time writes it.
            return wall.toInstant(ZoneOffset.UTC);
        }
        List<ZoneOffset> valid = zone.rules().getValidOffsets(wall);
        if (valid.isEmpty()) {
            throw error(
                    text, "the clocks of " + zone + " skip this time; use a time they show, or Z instead of the zone");
        }
        if (offset != null && !valid.contains(offset)) {
            throw error(text, zone + " is at " + valid.get(0) + " at that time; omit the offset or the zone");
        }
        if (offset == null && valid.size() > 1) {
            throw error(
                    text,
                    "the clocks of " + zone + " show this time twice; add the offset, " + valid.get(0) + " or "
                            + valid.get(1));
        }
        return wall.toInstant(offset == null ? valid.get(0) : offset);
    }

    private static Instant epochSeconds(String text, BigDecimal seconds) {
        if (seconds.compareTo(BigDecimal.valueOf(LATEST.getEpochSecond() + 1)) >= 0) {
            throw error(text, "it is after the year 9999; is it in milliseconds? Seconds since 1970 are expected");
        }
        if (seconds.signum() < 0) {
            throw error(text, "it is before 1970");
        }
        if (seconds.stripTrailingZeros().scale() > NANO_DIGITS) {
            throw error(text, "it is finer than a nanosecond");
        }
        BigDecimal[] parts = seconds.divideAndRemainder(BigDecimal.ONE);
        return Instant.ofEpochSecond(
                parts[0].longValueExact(), parts[1].movePointRight(NANO_DIGITS).longValueExact());
    }

    private static Instant inRange(String text, Instant instant) {
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw error(text, "it is not between the years 1970 and 9999 (UTC)");
        }
        return instant;
    }

    private static IllegalArgumentException error(String text, String reason) {
        return new IllegalArgumentException("bad time " + Quote.of(text, MOST_CHARACTERS) + ": " + reason);
    }
}
