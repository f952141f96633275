/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** The rules of all time zones, of one release of the IANA database. Thread-safe. */
public interface Tzdata {

    /** Where it is from, in a few words that follow "tzdata 2026f", such as {@code of this host (/usr/share/zoneinfo)}. */
    String origin();

    /** Which release it is; empty if it does not say. */
    Optional<TzdataVersion> version();

    /**
     * The rules of a zone, read when they are first asked for.
     *
     * @param id an IANA name, in its own case
     * @return empty if there is no zone of that name
     * @throws TzdataException if there is one that cannot be read
     */
    Optional<ZoneRules> rules(String id);

    /** The names of all zones; reads more than {@link #rules} does. */
    SortedSet<String> ids();

    /** Which of the three it is; of several put together, the best. */
    TzdataChoice source();

    /** What it is put together from, best first; in most cases itself. */
    default List<Tzdata> sources() {
        return List.of(this);
    }

    /** Such as {@code tzdata 2026f of this host (/usr/share/zoneinfo)}. */
    default String inWords() {
        return "tzdata " + version().map(TzdataVersion::toString).orElse("of unknown version") + " " + origin();
    }
}
