/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import dev.rqscheduler.api.ClockChange;
import dev.rqscheduler.api.RepeatedHour;
import dev.rqscheduler.api.SkippedHour;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.time.ChangedZones;
import dev.rqscheduler.internal.time.Jitter;
import dev.rqscheduler.internal.time.Timetable;
import dev.rqscheduler.internal.time.TimetableChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A cron job whose next time is another since the rules of its time zone changed.
 *
 * @param zone the zone's name
 * @param next its new score, with jitter; it may have passed already
 * @param ambiguous whether the new score could be taken for one by the rules before
 */
public record CronChange(String zone, Instant next, boolean ambiguous) {

    private static final ClockChange AS_RQ_SCHEDULER = new ClockChange(SkippedHour.SHIFT, RepeatedHour.ONCE);

    /** More due times than this within a jitter are not looked at: then the job is left alone. */
    private static final int MOST_WITHIN_JITTER = 2_000;

    /**
     * What becomes of a scheduled job. Empty if it stays as it is: it is no cron job, its zone has not changed, or its due
     * time is not from its cron expression, as when somebody set it by hand.
     *
     * @param score its due time, with jitter
     * @param cronZone where cron expressions without a zone of their own are read
     * @param now the time by Redis's clock
     */
    public static Optional<CronChange> of(
            String id, byte[] meta, Instant score, Zone cronZone, ChangedZones zones, Instant now) {
        try {
            JobMeta parsed = JobMeta.of(meta);
            String zone = parsed.zone(cronZone).id();
            if (parsed.recurrence().cron().isEmpty() || zones.after(zone).isEmpty()) {
                return Optional.empty();
            }
            TimetableChange change = new TimetableChange(
                    timetable(parsed, zones.before(zone).orElseThrow()),
                    timetable(parsed, zones.after(zone).orElseThrow()));
            Duration jitter = parsed.scheduling().jitter();
            return due(id, score, jitter, change.before())
                    .filter(due -> zones.concerns(change, due))
                    .flatMap(due -> change.next(due, now))
                    .map(next -> new CronChange(
                            zone,
                            next.plus(Jitter.of(id, next, jitter)),
                            change.before().has(next)))
                    .filter(changed -> !changed.next().equals(score));
        } catch (RuntimeException e) {
            // What is wrong with it, be it a score of minus infinity, is said when it is due, and stops no other job.
            return Optional.empty();
        }
    }

    private static Timetable timetable(JobMeta meta, Zone zone) {
        return Timetable.cron(meta.recurrence().cron().orElseThrow(), zone, AS_RQ_SCHEDULER);
    }

    /** The due time without its jitter. */
    private static Optional<Instant> due(String id, Instant score, Duration jitter, Timetable timetable) {
        if (jitter.isZero()) {
            return Optional.of(score);
        }
        Optional<Instant> due = timetable.nextAfter(score.minus(jitter));
        for (int i = 0; i < MOST_WITHIN_JITTER && due.isPresent() && !due.get().isAfter(score); i++) {
            if (due.get().plus(Jitter.of(id, due.get(), jitter)).equals(score)) {
                return due;
            }
            due = timetable.nextAfter(due.get());
        }
        return Optional.empty();
    }
}
