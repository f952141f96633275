/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.diagnosis;

import dev.rqscheduler.redis.ZoneRulesStore;
import dev.rqscheduler.time.ChangedZones;
import dev.rqscheduler.time.RecordedRules;
import dev.rqscheduler.time.ZoneEdition;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Whether stored next times are by the same rules of time zones as this host has. */
final class NextTimesCheck {

    static final String NAME = "next times";

    private NextTimesCheck() {}

    static List<Finding> judge(ZoneRulesStore store, ZoneEdition ours) {
        ZoneRulesStore.Head head = store.head();
        if (head.isChanging()) {
            return List.of(Finding.warn(
                    NAME,
                    "next times are being computed again by " + tzdata(head.nextVersion()) + " instead of "
                            + tzdata(head.version()) + ", begun by " + head.nextBy(),
                    "it goes on as soon as a scheduler leads: see that one runs"));
        }
        Optional<RecordedRules> rules = store.rules();
        if (rules.isEmpty()) {
            return List.of(Finding.pass(
                    NAME,
                    "this host has " + tzdata(ours.version()) + "; no scheduler has recorded by which next times are"));
        }
        ChangedZones changed = ChangedZones.of(rules.get(), ours.zones().get(), true);
        if (changed.isEmpty()) {
            return List.of(Finding.pass(
                    NAME,
                    "next times are by " + tzdata(head.version())
                            + (head.version().equals(ours.version())
                                    ? ", as this host has it"
                                    : "; this host has " + tzdata(ours.version()) + " with the same rules")));
        }
        Examples zones = new Examples();
        new TreeSet<>(changed.ids()).forEach(id -> zones.add(id, ""));
        return List.of(Finding.warn(
                NAME,
                "next times are by " + tzdata(head.version()) + " (" + head.by() + "); " + tzdata(ours.version())
                        + " of this host has other rules for " + zones.inWords(),
                "give all hosts the newest time zone data; next times are computed again when a scheduler of this host"
                        + " takes over"));
    }

    private static String tzdata(String version) {
        return version.isEmpty() ? "tzdata of unknown version" : "tzdata " + version;
    }
}
