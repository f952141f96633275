/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.time;

import java.time.zone.ZoneRulesProvider;
import java.util.Collection;
import java.util.List;

/** The editions of tzdata on this machine. */
public final class ZoneEditions {

    private ZoneEditions() {}

    /** The one by which everything is computed. */
    public static ZoneEdition ours() {
        return jdk();
    }

    /** Those that are not used, but by which something may have been computed before. */
    public static List<ZoneEdition> others() {
        return List.of();
    }

    private static ZoneEdition jdk() {
        String version = ZoneRulesProvider.getVersions("UTC").lastEntry().getKey();
        return new ZoneEdition(version, ZoneEditions::jdkZones);
    }

    private static Collection<Zone> jdkZones() {
        return ZoneRulesProvider.getAvailableZoneIds().stream()
                .map(id -> new Zone(id, ZoneRulesProvider.getRules(id, false)))
                .toList();
    }
}
