/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import java.time.Duration;

/**
 * Estimates the script's share of the processor time Redis used while it ran. Threads other than the one that runs
 * scripts (io-threads wait for work in a loop, others free memory) make it exceed the elapsed time. No script
 * takes longer than its call: at least the amount by which the measure exceeds the round trip is not the script's. The
 * calls that the network delayed least show this best, hence several are considered together. Not thread-safe.
 */
final class ScriptShare {

    /** After this many calls a burst of other threads' work is forgotten. */
    private static final int CALLS = 16;

    private final double[] excess = new double[CALLS];
    private int next;

    /**
     * Returns the best estimate of how long the script kept Redis busy: never longer than its call.
     *
     * @param busy by its own measure, more than zero
     */
    Duration of(Duration busy, Duration roundTrip) {
        excess[next] = (double) busy.toNanos() / Math.max(1, roundTrip.toNanos());
        next = (next + 1) % CALLS;
        long own = (long) (busy.toNanos() / Math.max(1, secondLargestExcess()));
        return Duration.ofNanos(Math.min(own, roundTrip.toNanos()));
    }

    /** Not the largest: one outlier must not make the next calls look short. */
    private double secondLargestExcess() {
        double largest = 0;
        double second = 0;
        for (double value : excess) {
            if (value > largest) {
                second = largest;
                largest = value;
            } else if (value > second) {
                second = value;
            }
        }
        return second;
    }
}
