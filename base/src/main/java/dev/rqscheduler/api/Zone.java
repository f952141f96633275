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
 * A time zone: its name and the rules by which its clocks go. A {@link ZoneId} always has the rules that its JDK was built
 * with, which are older than those of the world as soon as a government changes them; these are of the newest tzdata there
 * is. All that depends on wall clocks is calculated by {@link #rules()}.
 *
 * @param id an IANA name such as {@code Europe/Berlin}, {@code UTC}, {@code Z}, or an offset such as {@code +01:00}
 */
public record Zone(String id, ZoneRules rules) {

    public static final Zone UTC = new Zone("UTC", ZoneOffset.UTC.getRules());

    /**
     * As {@link Zones#parse}.
     *
     * @throws IllegalArgumentException if there is no such zone
     */
    public static Zone of(String id) {
        return Zones.parse(id);
    }

    /** The zone of the same name, by our rules. A zone that only a provider of this JVM knows keeps the provider's. */
    public static Zone of(ZoneId zone) {
        return Zones.find(zone.getId()).orElseGet(() -> new Zone(zone.getId(), zone.getRules()));
    }

    /** The zone of this machine. */
    public static Zone local() {
        return Zones.local();
    }

    /** What the zone's clocks show at an instant. */
    public OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, rules.getOffset(instant));
    }

    /** When the zone's clocks show this: the first time if they show it twice; if they skip it, later by the gap's length. */
    public Instant instant(LocalDateTime wall) {
        // In a gap, rules give the offset before it, which has the same effect.
        return wall.toInstant(rules.getOffset(wall));
    }

    /** The first instant of a day, which is not midnight where the clocks skip that. */
    public Instant startOf(LocalDate day) {
        LocalDateTime midnight = day.atTime(LocalTime.MIDNIGHT);
        ZoneOffsetTransition change = rules.getTransition(midnight);
        return change != null && change.isGap() ? change.getInstant() : instant(midnight);
    }

    /** The name. */
    @Override
    public String toString() {
        return id;
    }
}
