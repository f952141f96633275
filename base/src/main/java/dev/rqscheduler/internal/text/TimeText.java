/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.text;

import dev.rqscheduler.internal.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Formats times and durations for people. */
public final class TimeText {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK_TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm:ss xxx", Locale.ENGLISH);

    private TimeText() {}

    /** Returns local time in a zone, such as {@code Mon 2026-11-23 11:00:00 +01:00}. */
    public static String clock(OffsetDateTime time) {
        return CLOCK.format(time);
    }

    /**
     * Returns for example {@code 2026-11-23 10:00:00Z}, with milliseconds only if not zero; truncated to milliseconds.
     */
    public static String utc(Instant instant) {
        if (isInfinite(instant)) {
            return infinity(instant);
        }
        Instant seconds = instant.truncatedTo(ChronoUnit.SECONDS);
        boolean whole = seconds.equals(instant.truncatedTo(ChronoUnit.MILLIS));
        return (whole ? SECONDS : MILLIS).format(instant) + "Z";
    }

    /** Returns for example {@code 2026-11-23 10:00:00Z  (in 5m)}. */
    public static String utcAndRelative(Instant instant, Instant now) {
        return utc(instant) + "  (" + relative(instant, now) + ")";
    }

    /** Returns for example {@code 2026-11-23 10:00:00Z (in 5m)}, without milliseconds, for sentences. */
    public static String secondsAndRelative(Instant instant, Instant now) {
        return seconds(instant) + " (" + relative(instant, now) + ")";
    }

    /** Returns for example {@code in 5m} or {@code 2h10m ago}: the two largest units. */
    public static String relative(Instant instant, Instant now) {
        Duration distance = Duration.between(now, instant);
        boolean past = distance.isNegative();
        String length = length(past ? distance.negated() : distance);
        return past ? length + " ago" : "in " + length;
    }

    /** Returns for example {@code 2026-11-23 10:00:00Z}, without milliseconds. */
    public static String seconds(Instant instant) {
        return isInfinite(instant) ? infinity(instant) : SECONDS.format(instant) + "Z";
    }

    /** Returns whether it stands for an infinite score, which is beyond any calendar. */
    private static boolean isInfinite(Instant instant) {
        return instant.equals(Instant.MIN) || instant.equals(Instant.MAX);
    }

    private static String infinity(Instant instant) {
        return instant.equals(Instant.MIN) ? "-inf" : "inf";
    }

    /** Returns for example {@code 10:00:00} in UTC for times within a day, otherwise the date. */
    public static String near(Instant instant, Instant now) {
        boolean near = Duration.between(now, instant).abs().compareTo(Duration.ofHours(20)) < 0;
        return (near ? CLOCK_TIME : DATE).format(instant);
    }

    /** Returns for example {@code 2h10m}: the two largest units. */
    public static String length(Duration length) {
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
}
