/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.internal.store.ZoneRulesStore;
import dev.rqscheduler.internal.time.ChangedZones;
import dev.rqscheduler.internal.time.RecordedRules;
import dev.rqscheduler.internal.time.ZoneEdition;
import dev.rqscheduler.internal.tzdata.Tzdata;
import dev.rqscheduler.internal.tzdata.TzdataException;
import dev.rqscheduler.internal.tzdata.TzdataVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Checks which time-zone rules are used, and whether others give, or gave, different due times. */
final class ZoneChecks {

    private static final Duration AHEAD = Duration.ofDays(730);
    private static final String UPDATE =
            "update this host's tzdata package, or rqscheduler, and restart the schedulers; see docs/time-zones.md";

    private final Tzdata used;
    private final SortedSet<String> zones;
    private final Instant now;

    /**
     * @param used the rules this process uses
     * @param zones the names of the zones in use, as far as examined
     */
    ZoneChecks(Tzdata used, SortedSet<String> zones, Instant now) {
        this.used = used;
        this.zones = zones;
        this.now = now;
    }

    /**
     * Judges the rules that this process uses: how old they are, and whether others on this machine differ.
     *
     * @param others all tzdata on this machine
     * @param host this host's, which Python uses
     */
    void rules(List<Tzdata> others, Optional<Tzdata> host, Findings found) {
        for (Tzdata other : others) {
            Examples differing = differing(other);
            boolean newer = newerThanUsed(other);
            if (!differing.isEmpty() && newer) {
                found.warn(
                        used.inWords() + " is used, but " + other.inWords() + " is newer and has different rules for "
                                + differing.inWords(),
                        "omit --tzdata and RQSCHEDULER_TZDATA to use the newest");
            } else if (!differing.isEmpty() && host.filter(other::equals).isPresent()) {
                found.warn(
                        used.inWords() + " is used; " + other.inWords()
                                + ", which Python uses, has different rules for " + differing.inWords(),
                        "update this host's tzdata package");
            }
        }
        zones.forEach(zone -> elsewhere(zone, found));
        if (!found.isEmpty()) {
            return;
        }
        Optional<Integer> year = used.version().map(TzdataVersion::year);
        // A version only shows its year: it is certainly that old once the following year is over.
        if (year.filter(of -> of + 1 < now.atOffset(ZoneOffset.UTC).getYear()).isPresent()) {
            found.warn(used.inWords() + " is more than a year old", UPDATE);
        } else {
            found.pass(used.inWords() + year.map(of -> ", released in " + of).orElse(""));
        }
    }

    private boolean newerThanUsed(Tzdata other) {
        return other.version().isPresent()
                && used.version()
                        .filter(version -> version.compareTo(other.version().get()) >= 0)
                        .isEmpty();
    }

    private Examples differing(Tzdata other) {
        Examples differing = new Examples("zone", "with other rules");
        for (String zone : zones) {
            Optional<ZoneRules> ours = rules(used, zone);
            Optional<ZoneRules> theirs = rules(other, zone);
            if (ours.isPresent() && theirs.isPresent() && !same(ours.get(), theirs.get())) {
                differing.add(zone);
            }
        }
        return differing;
    }

    /** Reports a zone whose rules come from a different source than the rest. */
    private void elsewhere(String zone, Findings found) {
        Tzdata first = used.sources().get(0);
        if (used.sources().size() < 2 || rules(first, zone).isPresent()) {
            return;
        }
        used.sources().stream()
                .filter(source -> rules(source, zone).isPresent())
                .findFirst()
                .ifPresent(source -> found.warn(
                        "zone " + zone + " is missing from " + first.inWords() + ", or cannot be read there; its rules"
                                + " come from " + source.inWords(),
                        "install what is missing (old names: package tzdata-legacy), or use the zone's current name"));
    }

    private boolean same(ZoneRules ours, ZoneRules theirs) {
        Instant end = now.plus(AHEAD);
        Instant at = now;
        while (at.isBefore(end)) {
            ZoneOffsetTransition our = ours.nextTransition(at);
            ZoneOffsetTransition their = theirs.nextTransition(at);
            if (!ours.getOffset(at).equals(theirs.getOffset(at))) {
                return false;
            }
            Instant next = our == null ? end : our.getInstant();
            Instant theirNext = their == null ? end : their.getInstant();
            at = next.isBefore(theirNext) ? next : theirNext;
        }
        return true;
    }

    private static Optional<ZoneRules> rules(Tzdata data, String zone) {
        try {
            return data.rules(zone);
        } catch (TzdataException e) {
            return Optional.empty();
        }
    }

    /** Judges whether stored next runs were computed with the rules in use here. */
    static void nextTimes(ZoneRulesStore store, ZoneEdition ours, Findings found) {
        ZoneRulesStore.Head head = store.head();
        String recorded = tzdata(head.version());
        String here = tzdata(ours.version()) + ", in use here, has ";
        if (head.isChanging()) {
            found.warn(
                    "next runs are being recomputed with " + tzdata(head.nextVersion()) + " instead of " + recorded
                            + ", started by " + head.nextBy(),
                    "this continues as soon as there is a leader: make sure that a scheduler is running");
            return;
        }
        Optional<RecordedRules> rules = store.rules();
        if (rules.isEmpty()) {
            found.pass("no scheduler has recorded its rules yet; " + tzdata(ours.version()) + " is in use here");
            return;
        }
        ChangedZones changed = ChangedZones.of(rules.get(), ours.zones().get(), true);
        if (changed.isEmpty()) {
            found.pass("next runs are computed with " + recorded
                    + (head.version().equals(ours.version())
                            ? ", which is in use here"
                            : "; " + here + "the same rules"));
            return;
        }
        Examples differing = new Examples("zone", "with other rules");
        new TreeSet<>(changed.ids()).forEach(differing::add);
        found.warn(
                "next runs are computed with " + recorded + " (" + head.by() + "); " + here + "different rules for "
                        + differing.inWords(),
                "install the newest time zone data on all hosts; next runs are recomputed when a scheduler with"
                        + " different rules takes over");
    }

    private static String tzdata(String version) {
        return version.isEmpty() ? "tzdata of unknown version" : "tzdata " + version;
    }
}
