/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import dev.rqscheduler.internal.time.Zones;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * A time zone: its name and its rules. A {@link ZoneId} always has the rules its JDK was built with, which are outdated
 * as soon as a government changes them; these come from the newest available tzdata. Everything that depends on wall
 * clocks uses {@link #rules()}.
 *
 * @param id an IANA name such as {@code Europe/Berlin}, {@code UTC}, {@code Z}, or an offset such as {@code +01:00}
 */
public record Zone(String id, ZoneRules rules) {

    public static final Zone UTC = new Zone("UTC", ZoneOffset.UTC.getRules());

    /**
     * Same as {@link Zones#parse}.
     *
     * @throws IllegalArgumentException if there is no such zone
     */
    public static Zone of(String id) {
        return Zones.parse(id);
    }

    /**
     * Returns the zone of the same name, with our rules. A zone known only to a provider of this JVM keeps the
     * provider's.
     */
    public static Zone of(ZoneId zone) {
        return Zones.find(zone.getId()).orElseGet(() -> new Zone(zone.getId(), zone.getRules()));
    }

    /** Returns the zone of this machine. */
    public static Zone local() {
        return Zones.local();
    }

    /** Returns the local time in this zone at an instant. */
    public OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, rules.getOffset(instant));
    }

    /**
     * Returns when the zone's clocks show this: the first time if they show it twice; later by the gap's length if they
     * skip it.
     */
    public Instant instant(LocalDateTime wall) {
        // In a gap, rules give the offset before it, which has the same effect.
        return wall.toInstant(rules.getOffset(wall));
    }

    /** Returns the first instant of a day, which is not midnight if the clocks skip it. */
    public Instant startOf(LocalDate day) {
        LocalDateTime midnight = day.atTime(LocalTime.MIDNIGHT);
        ZoneOffsetTransition change = rules.getTransition(midnight);
        return change != null && change.isGap() ? change.getInstant() : instant(midnight);
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return id;
    }
}
