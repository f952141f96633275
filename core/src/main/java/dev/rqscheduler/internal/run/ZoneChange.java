/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.run;

import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.internal.schedule.Plans;
import dev.rqscheduler.internal.schedule.ScheduleJson;
import dev.rqscheduler.internal.time.ChangedZones;
import dev.rqscheduler.internal.time.TimetableChange;
import dev.rqscheduler.internal.time.Zones;
import dev.rqscheduler.internal.wire.Scores;
import java.time.Instant;
import java.util.Optional;

/**
 * The effect on a named schedule's next due time of a change of its time zone's rules.
 *
 * @param read what this was computed from; it is valid only while that is unchanged
 * @param due the next due time; it may have passed already. Empty if there is none
 * @param score when the schedule is next checked, as a Redis score
 * @param held as {@link DueSchedule.State#held}
 * @param skip as {@link DueSchedule.State#skip}
 * @param ambiguous whether the new due time could be mistaken for one under the previous rules
 */
public record ZoneChange(
        DueSchedule read,
        String zone,
        Optional<Instant> due,
        String score,
        String held,
        String skip,
        boolean ambiguous) {

    /** "Check now": the scheduler finds out on its own. */
    private static final String AT_ONCE = "0";

    /**
     * Returns empty if nothing changes: its zone has not changed, or the due time is not one of its own, for example
     * because it was set manually or is left for the scheduler to compute.
     */
    public static Optional<ZoneChange> of(DueSchedule read, ChangedZones zones, Instant now) {
        try {
            Schedule after = ScheduleJson.parse(read.name(), read.definition());
            String zone = after.zone().id();
            Optional<Instant> due = read.due();
            if (due.isEmpty() || zones.before(zone).isEmpty()) {
                return Optional.empty();
            }
            after = by(read, zones, false);
            Schedule before = by(read, zones, true);
            if (!read.held() && !read.sameScore(Scores.text(Plans.of(before).moment(due.get())))) {
                return Optional.empty();
            }
            TimetableChange change = Plans.of(after).since(Plans.of(before));
            if (!zones.concerns(change, due.get())) {
                return Optional.empty();
            }
            Optional<Instant> next = change.next(due.get(), now);
            return next.equals(due)
                    ? Optional.empty()
                    : Optional.of(of(
                            read,
                            zone,
                            after,
                            next,
                            now,
                            next.filter(change::explains).isPresent()));
        } catch (RuntimeException e) {
            // Its errors are reported when it is due, and do not stop other schedules.
            return Optional.empty();
        }
    }

    private static Schedule by(DueSchedule read, ChangedZones zones, boolean before) {
        return ScheduleJson.parse(
                read.name(),
                read.definition(),
                id -> (before ? zones.before(id) : zones.after(id)).orElseGet(() -> Zones.parse(id)));
    }

    private static ZoneChange of(
            DueSchedule read, String zone, Schedule after, Optional<Instant> next, Instant now, boolean ambiguous) {
        String skip = read.skip().isPresent() && read.skip().equals(read.due())
                ? next.map(Scores::micros).orElse("")
                : read.state().skip();
        // A run that waits for the previous one continues to wait, under its new due time.
        boolean waits = read.held() && next.isPresent() && !next.get().isAfter(now);
        String score = waits
                ? read.score()
                : next.map(due -> Scores.text(Plans.of(after).moment(due))).orElse(AT_ONCE);
        return new ZoneChange(read, zone, next, score, waits ? read.state().held() : "", skip, ambiguous);
    }
}
