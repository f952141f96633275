/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import dev.rqscheduler.redis.ZoneRulesStore;
import dev.rqscheduler.schedule.Schedule;
import dev.rqscheduler.schedule.ScheduleJson;
import dev.rqscheduler.time.RecordedRules;
import dev.rqscheduler.time.Zone;
import dev.rqscheduler.time.ZoneEditions;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Schedules by the rules of time zones that the scheduler goes by, where this host has others: all next times in a Redis are
 * by the same rules, so that they can be computed again when those change.
 */
final class RulesInForce {

    private final ZoneRulesStore store;

    RulesInForce(ZoneRulesStore store) {
        this.store = store;
    }

    /**
     * A schedule by the rules in force.
     *
     * @param version of the tzdata that has them; empty text if nobody has recorded any, or if it is not known
     */
    record Reckoned(Schedule schedule, String version) {}

    Reckoned of(Schedule schedule) {
        if (schedule.zone().id().equals(Zone.UTC.id())) {
            return new Reckoned(schedule, "");
        }
        ZoneRulesStore.Head head = store.head();
        String version = head.isChanging() ? head.nextVersion() : head.version();
        boolean recordedByNobody = !head.isChanging() && head.by().isEmpty();
        if (recordedByNobody
                || (!version.isEmpty() && version.equals(ZoneEditions.ours().version()))) {
            return new Reckoned(schedule, version);
        }
        Optional<RecordedRules> rules = head.isChanging() ? store.nextRules() : store.rules();
        Optional<Zone> zone = rules.filter(recorded -> recorded.differs(schedule.zone()))
                .flatMap(recorded -> recorded.zone(schedule.zone().id()));
        return new Reckoned(zone.map(other -> by(schedule, other)).orElse(schedule), version);
    }

    private static Schedule by(Schedule schedule, Zone zone) {
        byte[] text = ScheduleJson.text(schedule).getBytes(StandardCharsets.US_ASCII);
        return ScheduleJson.parse(schedule.name(), text, id -> zone);
    }
}
