/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.internal.store.ZoneRulesStore;
import dev.rqscheduler.internal.time.ChangedZones;
import dev.rqscheduler.internal.time.RecordedRules;
import dev.rqscheduler.internal.time.ZoneEdition;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Whether stored next times were computed by the rules of time zones that are in use here. */
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
                    NAME, "no scheduler has recorded its rules yet; " + tzdata(ours.version()) + " is in use here"));
        }
        ChangedZones changed = ChangedZones.of(rules.get(), ours.zones().get(), true);
        if (changed.isEmpty()) {
            return List.of(Finding.pass(
                    NAME,
                    "next times are by " + tzdata(head.version())
                            + (head.version().equals(ours.version())
                                    ? ", which is in use here"
                                    : "; " + tzdata(ours.version()) + ", in use here, has the same rules")));
        }
        Examples zones = new Examples();
        new TreeSet<>(changed.ids()).forEach(id -> zones.add(id, ""));
        return List.of(Finding.warn(
                NAME,
                "next times are by " + tzdata(head.version()) + " (" + head.by() + "); " + tzdata(ours.version())
                        + ", in use here, has other rules for " + zones.inWords(),
                "give all hosts the newest time zone data; next times are computed again when a scheduler with other rules"
                        + " takes over"));
    }

    private static String tzdata(String version) {
        return version.isEmpty() ? "tzdata of unknown version" : "tzdata " + version;
    }
}
