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
 * Where the beats of an interval job with jitter are. Its score is a beat and the jitter of that beat; as the jitter is a
 * function of the beat, any one beat that is known for sure tells them all: the key {@value #KEY} of meta, written with the
 * first jittered run, in microseconds since 1970.
 *
 * <p>It is a beat and not the next due time, which would have to be written with every run, so that an old value does as
 * well: a worker whose job calls {@code save_meta} writes back the meta that it began with.
 */
final class Phase {

    static final String KEY = "scheduling_phase";

    /** More microseconds than that are no time of the calendar. */
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
     * The beat whose jittered time a score is; empty if it is of none: that of a first run, or one that somebody has set, from
     * which the rhythm goes on.
     *
     * @param jitter not longer than the interval
     * @param known any beat before
     */
    static Optional<Instant> beat(String id, Instant score, Duration interval, Duration jitter, Instant known) {
        Instant beat = FixedRate.nextAfter(/* due= */ known, interval, /* now= */ score);
        // The last beat before the score, or the one before that: the jitter is no longer than that.
        for (int i = 0; i < 2; i++) {
            beat = beat.minus(interval);
            if (!beat.isBefore(known) && beat.plus(Jitter.of(id, beat, jitter)).equals(score)) {
                return Optional.of(beat);
            }
        }
        return Optional.empty();
    }
}
