/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.internal.tzdata.Tzdata;
import dev.rqscheduler.internal.tzdata.TzdataException;
import dev.rqscheduler.internal.tzdata.TzdataVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Checks which time-zone rules are used, how old they are, and whether others would give different due times. */
final class ZoneRulesCheck {

    static final String NAME = "time zones";

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
    ZoneRulesCheck(Tzdata used, SortedSet<String> zones, Instant now) {
        this.used = used;
        this.zones = zones;
        this.now = now;
    }

    /**
     * @param others all tzdata on this machine
     * @param host this host's, which Python uses
     */
    List<Finding> judge(List<Tzdata> others, Optional<Tzdata> host) {
        List<Finding> findings = new ArrayList<>();
        for (Tzdata other : others) {
            Examples differing = differing(other);
            boolean newer = newerThanUsed(other);
            if (differing.count() > 0 && newer) {
                findings.add(Finding.warn(
                        NAME,
                        used.inWords() + " is used, but " + other.inWords() + " is newer and has different rules for "
                                + differing.inWords(),
                        "omit --tzdata and RQSCHEDULER_TZDATA to use the newest"));
            } else if (differing.count() > 0 && host.filter(other::equals).isPresent()) {
                findings.add(Finding.warn(
                        NAME,
                        used.inWords() + " is used; " + other.inWords()
                                + ", which Python uses, has different rules for " + differing.inWords(),
                        "update this host's tzdata package"));
            }
        }
        for (String zone : zones) {
            elsewhere(zone).ifPresent(findings::add);
        }
        if (findings.isEmpty()) {
            findings.add(isOld() ? Finding.warn(NAME, used.inWords() + " is more than a year old", UPDATE) : fine());
        }
        return findings;
    }

    private Finding fine() {
        return Finding.pass(
                NAME,
                used.inWords()
                        + used.version()
                                .map(version -> ", released in " + version.year())
                                .orElse(""));
    }

    private boolean newerThanUsed(Tzdata other) {
        return other.version().isPresent()
                && used.version()
                        .filter(version -> version.compareTo(other.version().get()) >= 0)
                        .isEmpty();
    }

    /** A version only shows its year: it is certainly that old once the following year is over. */
    private boolean isOld() {
        int year = now.atOffset(ZoneOffset.UTC).getYear();
        return used.version()
                .map(TzdataVersion::year)
                .filter(of -> of + 1 < year)
                .isPresent();
    }

    private Examples differing(Tzdata other) {
        Examples differing = new Examples();
        for (String zone : zones) {
            Optional<ZoneRules> ours = rules(used, zone);
            Optional<ZoneRules> theirs = rules(other, zone);
            if (ours.isPresent() && theirs.isPresent() && !same(ours.get(), theirs.get())) {
                differing.add(zone, "");
            }
        }
        return differing;
    }

    /** Reports a zone whose rules come from a different source than the rest. */
    private Optional<Finding> elsewhere(String zone) {
        Tzdata first = used.sources().get(0);
        if (used.sources().size() < 2 || rules(first, zone).isPresent()) {
            return Optional.empty();
        }
        return used.sources().stream()
                .filter(source -> rules(source, zone).isPresent())
                .findFirst()
                .map(source -> Finding.warn(
                        NAME,
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
}
