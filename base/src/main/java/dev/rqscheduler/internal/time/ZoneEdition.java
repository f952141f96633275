/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.tzdata.Tzdata;
import dev.rqscheduler.internal.tzdata.TzdataChoice;
import dev.rqscheduler.internal.tzdata.TzdataException;
import dev.rqscheduler.internal.tzdata.TzdataSources;
import dev.rqscheduler.internal.tzdata.TzdataVersion;
import java.time.zone.ZoneRules;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All time zones with the rules of one version of tzdata.
 *
 * @param version such as {@code 2026f}; empty if unknown
 * @param zones read on demand, which takes some milliseconds
 */
public record ZoneEdition(String version, Supplier<Collection<Zone>> zones) {

    /** Returns the edition used for all computations. */
    public static ZoneEdition ours() {
        return edition(Zones.tzdata());
    }

    /**
     * Returns all editions on this machine, any of which may have been used before: the host's by Python, the JDK's by an earlier
     * version of this scheduler.
     *
     * @param environment as for {@link Zones#use(TzdataChoice, Map)}
     */
    public static List<ZoneEdition> all(Map<String, String> environment) {
        return TzdataSources.of(TzdataChoice.AUTO, environment).sources().stream()
                .map(ZoneEdition::edition)
                .toList();
    }

    private static ZoneEdition edition(Tzdata data) {
        return new ZoneEdition(version(data), () -> zones(data));
    }

    /** Returns an empty string if unknown. */
    static String version(Tzdata data) {
        return data.version().map(TzdataVersion::toString).orElse("");
    }

    private static Collection<Zone> zones(Tzdata data) {
        return data.ids().stream().flatMap(id -> zone(data, id).stream()).toList();
    }

    private static Optional<Zone> zone(Tzdata data, String id) {
        try {
            Optional<ZoneRules> rules = data.rules(id);
            return rules.map(found -> new Zone(id, found));
        } catch (TzdataException e) {
            // An unreadable one is of no use.
            return Optional.empty();
        }
    }
}
