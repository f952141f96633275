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
 * Time zones whose rules differ from those with which due times were computed. Immutable.
 *
 * @param before zones under the previous rules, by name
 * @param after the same zones under the current rules
 * @param certain whether due times were computed with the previous rules; otherwise this is a guess, used only for
 *     those that the current rules do not explain
 */
public record ChangedZones(Map<String, Zone> before, Map<String, Zone> after, boolean certain) {

    public ChangedZones {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }

    /**
     * @param before what was recorded
     * @param now the current zones; a zone missing from either is skipped
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

    /** Returns whether a next due time must be recomputed: the previous rules explain it. */
    public boolean concerns(TimetableChange change, Instant due) {
        return change.explains(due) && (certain || !change.after().has(due));
    }

    /** Returns a zone under the previous rules; empty if they are the same. */
    public Optional<Zone> before(String id) {
        return Optional.ofNullable(before.get(id));
    }

    /** Returns a zone under the current rules; empty if they are the same. */
    public Optional<Zone> after(String id) {
        return Optional.ofNullable(after.get(id));
    }
}
