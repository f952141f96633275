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
 * A cron job whose next run changes because the rules of its time zone changed.
 *
 * @param next its new score, with jitter; it may have passed already
 * @param ambiguous whether the new score could be mistaken for one under the previous rules
 */
public record CronChange(String zone, Instant next, boolean ambiguous) {

    private static final ClockChange AS_RQ_SCHEDULER = new ClockChange(SkippedHour.SHIFT, RepeatedHour.ONCE);

    /** With more due times than this within a jitter, the job is left alone. */
    private static final int MOST_WITHIN_JITTER = 2_000;

    /**
     * Returns the change of a scheduled job; empty if it stays as it is: it is not a cron job, its zone has not
     * changed, or its due time is not from its cron expression, for example because it was set manually.
     *
     * @param score its due time, with jitter
     * @param cronZone time zone of cron expressions without their own
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
            // Its errors, even a score of minus infinity, are reported when it is due, and do not stop other jobs.
            return Optional.empty();
        }
    }

    private static Timetable timetable(JobMeta meta, Zone zone) {
        return Timetable.cron(meta.recurrence().cron().orElseThrow(), zone, AS_RQ_SCHEDULER);
    }

    /** Returns the due time without its jitter. */
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
