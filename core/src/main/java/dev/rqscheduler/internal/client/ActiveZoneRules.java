/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.client;

import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.schedule.ScheduleJson;
import dev.rqscheduler.internal.store.ZoneRulesStore;
import dev.rqscheduler.internal.time.RecordedRules;
import dev.rqscheduler.internal.time.ZoneEdition;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Computes schedules with the time-zone rules recorded in Redis where this host's rules differ: all next runs in a
 * Redis follow the same rules, so that they can be recomputed when the rules change.
 */
public final class ActiveZoneRules {

    private final ZoneRulesStore store;

    public ActiveZoneRules(ZoneRulesStore store) {
        this.store = store;
    }

    /**
     * A schedule computed with the rules in effect.
     *
     * @param version version of the tzdata with these rules; empty if none are recorded, or the version is unknown
     */
    public record Computed(Schedule schedule, String version) {}

    public Computed of(Schedule schedule) {
        if (schedule.zone().id().equals(Zone.UTC.id())) {
            return new Computed(schedule, "");
        }
        ZoneRulesStore.Head head = store.head();
        String version = head.isChanging() ? head.nextVersion() : head.version();
        boolean unrecorded = !head.isChanging() && head.by().isEmpty();
        if (unrecorded
                || (!version.isEmpty() && version.equals(ZoneEdition.ours().version()))) {
            return new Computed(schedule, version);
        }
        Optional<RecordedRules> rules = head.isChanging() ? store.nextRules() : store.rules();
        Optional<Zone> zone = rules.filter(recorded -> recorded.differs(schedule.zone()))
                .flatMap(recorded -> recorded.zone(schedule.zone().id()));
        return new Computed(zone.map(other -> by(schedule, other)).orElse(schedule), version);
    }

    private static Schedule by(Schedule schedule, Zone zone) {
        byte[] text = ScheduleJson.text(schedule).getBytes(StandardCharsets.US_ASCII);
        return ScheduleJson.parse(schedule.name(), text, id -> zone);
    }
}
