/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.Zone;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Time zones that have other rules than those by which due times were computed. Immutable.
 *
 * @param before by the rules before, by name
 * @param after the same zones by the rules that hold now
 * @param certain whether due times were computed by the rules before; otherwise that is a guess, which counts only for those
 *     that the rules of now do not explain
 */
public record ChangedZones(Map<String, Zone> before, Map<String, Zone> after, boolean certain) {

    public ChangedZones {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }

    /**
     * @param before what was recorded
     * @param now the zones as they are now; one that is not among both is left out
     */
    public static ChangedZones of(RecordedRules before, Collection<Zone> now, boolean certain) {
        Map<String, Zone> old = new LinkedHashMap<>();
        Map<String, Zone> changed = new LinkedHashMap<>();
        for (Zone zone : now) {
            if (before.differs(zone)) {
                old.put(zone.id(), before.zone(zone.id()).orElseThrow());
                changed.put(zone.id(), zone);
            }
        }
        return new ChangedZones(old, changed, certain);
    }

    public boolean isEmpty() {
        return after.isEmpty();
    }

    public Set<String> ids() {
        return after.keySet();
    }

    /** Whether what was due next has to be computed again: it is explained by the rules before. */
    public boolean concerns(TimetableChange change, Instant due) {
        return change.explains(due) && (certain || !change.after().has(due));
    }

    /** A zone by the rules before; empty if they are the same. */
    public Optional<Zone> before(String id) {
        return Optional.ofNullable(before.get(id));
    }

    /** A zone by the rules of now; empty if they are the same. */
    public Optional<Zone> after(String id) {
        return Optional.ofNullable(after.get(id));
    }
}
