/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * The due times of an interval schedule: due, due + interval, due + 2 * interval, and so on, however late a run was.
 *
 * <p>rq-scheduler 0.14 takes <em>now + interval</em> instead, so that every poll's delay adds up: polling every 70.4 s
 * turns an interval of 60 s into one of 70.4 s.
 */
public final class FixedRate {
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000L);

    /** The nanoseconds of a shorter duration fit into a long; 285 years. */
    private static final long SECONDS_IN_A_LONG = 9_000_000_000L;

    private FixedRate() {}

    /**
     * Returns the run after the one that was due at {@code due}: the first {@code due + k * interval}, k at least 1,
     * strictly after {@code now}. Runs missed meanwhile collapse into none. Takes constant time, however long ago due
     * was.
     *
     * @param due when the last run was due; may be after now
     * @param interval distance between two runs, to the nanosecond; more than zero
     * @param now the present
     * @return the next run; {@link Instant#MAX}, that is never, if it would be beyond that
     * @throws IllegalArgumentException if the interval is zero or negative
     */
    public static Instant nextAfter(Instant due, Duration interval, Instant now) {
        if (interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException("interval must be more than zero, not " + Durations.format(interval));
        }
        try {
            if (now.isBefore(due)) {
                return due.plus(interval);
            }
            return now.plus(untilBeat(Duration.between(due, now), interval));
        } catch (ArithmeticException | DateTimeException beyondTheCalendar) {
            return Instant.MAX;
        }
    }

    /**
     * Returns the time until the next full interval.
     *
     * @param since how long ago a tick was; negative if it is in the future
     * @param interval more than zero
     * @return more than zero, at most {@code interval}
     */
    static Duration untilBeat(Duration since, Duration interval) {
        if (Math.abs(since.toSeconds()) < SECONDS_IN_A_LONG && interval.toSeconds() < SECONDS_IN_A_LONG) {
            long nanos = interval.toNanos();
            return Duration.ofNanos(nanos - Math.floorMod(since.toNanos(), nanos));
        }
        BigInteger sinceBeat = nanos(since).mod(nanos(interval));
        BigInteger[] rest = nanos(interval).subtract(sinceBeat).divideAndRemainder(NANOS_PER_SECOND);
        return Duration.ofSeconds(rest[0].longValueExact(), rest[1].longValueExact());
    }

    private static BigInteger nanos(Duration duration) {
        return BigInteger.valueOf(duration.getSeconds())
                .multiply(NANOS_PER_SECOND)
                .add(BigInteger.valueOf(duration.getNano()));
    }
}
