/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.time.CronExpression;
import dev.rqscheduler.internal.time.FixedRate;
import dev.rqscheduler.internal.time.Jitter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When a due job is due again.
 *
 * @param due with jitter; empty for never
 * @param phase a tick of its recurrence that is not in meta yet
 */
record NextRun(Optional<Instant> due, Optional<Instant> phase) {

    static final NextRun NEVER = new NextRun(Optional.empty(), Optional.empty());

    /**
     * @throws BadJobException if it recurs, but has no next run that Python could represent
     */
    static NextRun of(DueJob job, JobMeta meta, Zone cronZone, Instant now) {
        Recurrence recurrence = meta.recurrence();
        Duration jitter = meta.scheduling().jitter();
        if (recurrence.interval().isPresent()) {
            Duration interval = recurrence.interval().get();
            Optional<Instant> beat = jitter.isZero()
                    ? Optional.empty()
                    : meta.phase().flatMap(known -> Phase.beat(job.id(), job.due(), interval, jitter, known));
            Instant next = FixedRate.nextAfter(beat.orElse(job.due()), interval, now);
            boolean learns = !jitter.isZero() && beat.isEmpty();
            return new NextRun(
                    Optional.of(moment(job, next, jitter, now)), learns ? Optional.of(job.due()) : Optional.empty());
        }
        // The match after now, not after the due one: whatever passed meanwhile is part of this run.
        return new NextRun(
                recurrence
                        .cron()
                        .flatMap(cron -> nextMatch(job, cron, meta.zone(cronZone), now))
                        .map(next -> moment(job, next, jitter, now)),
                Optional.empty());
    }

    private static Optional<Instant> nextMatch(DueJob job, CronExpression cron, Zone zone, Instant now) {
        Optional<Instant> next = cron.nextAfter(now, zone);
        if (next.isEmpty()) {
            // An expression with years ends: the run due now is its last, and is valid. One that does not even match
            // the time at which it is due never was a valid schedule.
            LocalDateTime due = zone.at(job.due()).toLocalDateTime().truncatedTo(ChronoUnit.SECONDS);
            if (!cron.matches(due)) {
                throw new BadJobException("cron expression " + Recurrence.shown(cron) + " has no match after " + now);
            }
        }
        return next;
    }

    private static Instant moment(DueJob job, Instant next, Duration jitter, Instant now) {
        if (!next.isAfter(now)) {
            throw new IllegalStateException("a next run must be after now (" + now + "), but is " + next);
        }
        requireReadable(next);
        Instant moment = next.plus(Jitter.of(job.id(), next, jitter));
        requireReadable(moment);
        return moment;
    }

    private static void requireReadable(Instant next) {
        if (next.isAfter(Recurrence.LATEST)) {
            throw new BadJobException("its next run would be after the year 9999");
        }
    }
}
