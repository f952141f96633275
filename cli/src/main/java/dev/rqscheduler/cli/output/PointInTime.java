/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.output;

import dev.rqscheduler.internal.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as people read them. */
public final class PointInTime {

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

    private PointInTime() {}

    /** What the clocks of a zone show, such as {@code Mon 2026-11-23 11:00:00 +01:00}. */
    public static String clock(OffsetDateTime time) {
        return CLOCK.format(time);
    }

    /** Such as {@code 2026-11-23 10:00:00Z}, with milliseconds only where there are any; microseconds are cut off. */
    public static String utc(Instant instant) {
        if (instant.equals(Instant.MIN) || instant.equals(Instant.MAX)) {
            return instant.equals(Instant.MIN) ? "-inf" : "inf";
        }
        Instant seconds = instant.truncatedTo(ChronoUnit.SECONDS);
        boolean whole = seconds.equals(instant.truncatedTo(ChronoUnit.MILLIS));
        return (whole ? SECONDS : MILLIS).format(instant) + "Z";
    }

    /** Such as {@code in 5m} or {@code 2h10m ago}: the two largest units, which is as much as anybody reads. */
    public static String relative(Instant instant, Instant now) {
        Duration distance = Duration.between(now, instant);
        boolean past = distance.isNegative();
        String length = length(past ? distance.negated() : distance);
        return past ? length + " ago" : "in " + length;
    }

    /** Such as {@code 2026-11-23 10:00:00Z}, whatever milliseconds there are. */
    public static String seconds(Instant instant) {
        return SECONDS.format(instant) + "Z";
    }

    /** Such as {@code 10:00:00} in UTC for what is within a day, otherwise the date. */
    public static String near(Instant instant, Instant now) {
        boolean near = Duration.between(now, instant).abs().compareTo(Duration.ofHours(20)) < 0;
        return (near ? CLOCK_TIME : DATE).format(instant);
    }

    /** Such as {@code 2h10m}: the two largest units. */
    public static String length(Duration length) {
        if (length.toDays() > 3_652_059) {
            return "ages";
        }
        if (length.compareTo(Duration.ofSeconds(10)) < 0) {
            return Durations.format(Duration.ofMillis(length.toMillis()));
        }
        long seconds = length.toSeconds();
        long unit = seconds >= 86_400 ? 3_600 : seconds >= 3_600 ? 60 : 1;
        return Durations.format(Duration.ofSeconds(seconds / unit * unit));
    }
}
