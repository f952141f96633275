/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesException;
import java.time.zone.ZoneRulesProvider;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The running JDK's data, read through its public API. */
final class JdkTzdata implements Tzdata {

    @Override
    public TzdataChoice source() {
        return TzdataChoice.JDK;
    }

    @Override
    public String origin() {
        return "from this JDK (" + Runtime.version() + ")";
    }

    @Override
    public Optional<TzdataVersion> version() {
        try {
            return TzdataVersion.parse(ZoneRulesProvider.getVersions("UTC").lastKey());
        } catch (ZoneRulesException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<ZoneRules> rules(String id) {
        try {
            return Optional.of(ZoneRulesProvider.getRules(Links.target(id), false));
        } catch (ZoneRulesException e) {
            return Optional.empty();
        }
    }

    @Override
    public SortedSet<String> ids() {
        return new TreeSet<>(ZoneRulesProvider.getAvailableZoneIds());
    }
}
