/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.time.CronExpression;
import dev.rqscheduler.internal.time.FixedRate;
import dev.rqscheduler.internal.time.Jitter;
import dev.rqscheduler.internal.wire.Meta;
import dev.rqscheduler.internal.wire.Scores;
import java.math.BigInteger;
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

    /**
     * The un-jittered due times (ticks) of an interval job. Its score is a tick plus that tick's jitter; since the jitter
     * is a function of the tick, any one known tick determines them all: it is kept in meta's key {@value #KEY}, written
     * with the first jittered run, in microseconds since 1970.
     *
     * <p>It is a tick and not the next due time, which would have to be written with every run, so that an old value is
     * just as good: a worker whose job calls {@code save_meta} writes back the meta it started with.
     */
    static final class Phase {

        static final String KEY = "scheduling_phase";

        /** More microseconds than this are not a calendar time. */
        private static final int MOST_BITS = 59;

        private Phase() {}

        static Optional<Instant> of(Meta meta) {
            return meta.get(KEY)
                    .filter(value -> value instanceof PyValue.Int micros
                            && micros.value().bitLength() <= MOST_BITS)
                    .map(value -> Scores.ofMicros(((PyValue.Int) value).value().toString()));
        }

        static byte[] written(Meta meta, Instant beat) {
            return meta.withInteger(KEY, new BigInteger(Scores.micros(beat)));
        }

        /**
         * Returns the tick whose jittered time a score is; empty if there is none: for a first run, or a time set by a
         * client, from which the recurrence continues.
         *
         * @param jitter not longer than the interval
         * @param known any earlier tick
         */
        static Optional<Instant> beat(String id, Instant score, Duration interval, Duration jitter, Instant known) {
            Instant beat = FixedRate.nextAfter(/* due= */ known, interval, /* now= */ score);
            // The last tick before the score, or the one before: the jitter is never longer.
            for (int i = 0; i < 2; i++) {
                beat = beat.minus(interval);
                if (!beat.isBefore(known)
                        && beat.plus(Jitter.of(id, beat, jitter)).equals(score)) {
                    return Optional.of(beat);
                }
            }
            return Optional.empty();
        }
    }
}
