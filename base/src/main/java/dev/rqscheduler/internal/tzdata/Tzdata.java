/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** The rules of all time zones, of one release of the IANA database. Thread-safe. */
public interface Tzdata {

    /**
     * Describes its source in a few words that follow "tzdata 2026f", such as {@code from this host
     * (/usr/share/zoneinfo)}.
     */
    String origin();

    /** Returns the release; empty if unknown. */
    Optional<TzdataVersion> version();

    /**
     * Returns the rules of a zone, read on first use.
     *
     * @param id an IANA name, in its own case
     * @return empty if there is no zone with that name
     * @throws TzdataException if it cannot be read
     */
    Optional<ZoneRules> rules(String id);

    /** Returns the names of all zones; reads more than {@link #rules} does. */
    SortedSet<String> ids();

    /** Returns which of the three it is; for a combination, the best. */
    TzdataChoice source();

    /** Returns its parts, best first; usually itself only. */
    default List<Tzdata> sources() {
        return List.of(this);
    }

    /** Returns for example {@code tzdata 2026f from this host (/usr/share/zoneinfo)}. */
    default String inWords() {
        return "tzdata " + version().map(TzdataVersion::toString).orElse("of unknown version") + " " + origin();
    }
}
