/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.time.FixedRate;
import dev.rqscheduler.internal.time.Jitter;
import dev.rqscheduler.internal.wire.Meta;
import dev.rqscheduler.internal.wire.Scores;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The un-jittered due times (ticks) of an interval job. Its score is a tick plus that tick's jitter; since the jitter
 * is a function of the tick, any one known tick determines them all: it is kept in meta's key {@value #KEY}, written
 * with the first jittered run, in microseconds since 1970.
 *
 * <p>It is a tick and not the next due time, which would have to be written with every run, so that an old value is
 * just as good: a worker whose job calls {@code save_meta} writes back the meta it started with.
 */
final class Phase {

    static final String KEY = "scheduling_phase";

    /** More microseconds than this are not a calendar time. */
    private static final int MOST_BITS = 59;

    private Phase() {}

    static Optional<Instant> of(Meta meta) {
        return meta.get(KEY)
                .filter(value ->
                        value instanceof PyValue.Int micros && micros.value().bitLength() <= MOST_BITS)
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
            if (!beat.isBefore(known) && beat.plus(Jitter.of(id, beat, jitter)).equals(score)) {
                return Optional.of(beat);
            }
        }
        return Optional.empty();
    }
}
