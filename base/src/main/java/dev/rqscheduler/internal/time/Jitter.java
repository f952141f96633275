/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.time.Duration;
import java.time.Instant;

/** Computes delays that spread schedules with the same due time. */
public final class Jitter {
    private static final long NANOS_PER_MICRO = 1000;
    private static final Duration MICRO = Duration.ofNanos(NANOS_PER_MICRO);

    private Jitter() {}

    /**
     * Returns a delay that depends only on the arguments, in every release: recomputing it, here or on another host,
     * gives the same value. From one due time to the next it is as good as random.
     *
     * @param name of the schedule
     * @param due the due time without the delay
     * @param most an upper bound, zero to {@link Durations#LONGEST}
     * @return whole microseconds, at least zero and less than {@code most}; zero if that is zero
     * @throws IllegalArgumentException if {@code most} is out of range
     */
    public static Duration of(String name, Instant due, Duration most) {
        if (most.isNegative() || most.compareTo(Durations.LONGEST) > 0) {
            throw new IllegalArgumentException("bad jitter " + Durations.format(most) + ": it must be from 0s to "
                    + Durations.format(Durations.LONGEST));
        }
        if (most.isZero()) {
            return Duration.ZERO;
        }
        // All multiples of a microsecond that are less than most, and the first of them is zero.
        long choices = most.minusNanos(1).dividedBy(MICRO) + 1;
        long micros = StableHash.below(
                choices, "jitter", name, Long.toString(due.getEpochSecond()), Integer.toString(due.getNano()));
        return MICRO.multipliedBy(micros);
    }
}
