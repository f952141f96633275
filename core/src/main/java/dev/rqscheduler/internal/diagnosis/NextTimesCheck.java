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

/** Checks whether stored next runs were computed with the time-zone rules in use here. */
final class NextTimesCheck {

    static final String NAME = "next times";

    private NextTimesCheck() {}

    static List<Finding> judge(ZoneRulesStore store, ZoneEdition ours) {
        ZoneRulesStore.Head head = store.head();
        if (head.isChanging()) {
            return List.of(Finding.warn(
                    NAME,
                    "next runs are being recomputed with " + tzdata(head.nextVersion()) + " instead of "
                            + tzdata(head.version()) + ", started by " + head.nextBy(),
                    "this continues as soon as there is a leader: make sure that a scheduler is running"));
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
                    "next runs are computed with " + tzdata(head.version())
                            + (head.version().equals(ours.version())
                                    ? ", which is in use here"
                                    : "; " + tzdata(ours.version()) + ", in use here, has the same rules")));
        }
        Examples zones = new Examples();
        new TreeSet<>(changed.ids()).forEach(id -> zones.add(id, ""));
        return List.of(Finding.warn(
                NAME,
                "next runs are computed with " + tzdata(head.version()) + " (" + head.by() + "); "
                        + tzdata(ours.version()) + ", in use here, has different rules for " + zones.inWords(),
                "install the newest time zone data on all hosts; next runs are recomputed when a scheduler with"
                        + " different rules takes over"));
    }

    private static String tzdata(String version) {
        return version.isEmpty() ? "tzdata of unknown version" : "tzdata " + version;
    }
}
