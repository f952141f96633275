/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import java.time.Duration;

/**
 * The script's share of the processor time that Redis spent while it ran. Threads beside the one that runs scripts (io-threads
 * wait for work in a loop, others free memory) make it more than the time that passed. No script takes longer than its call: by
 * how much the measure exceeds the round trip, so much of it, at least, is not the script's. This is known best from the calls
 * that the network delayed least, hence from some of them together. Not thread-safe.
 */
final class OwnShare {

    /** After so many calls a burst of other threads' work is forgotten. */
    private static final int CALLS = 16;

    private final double[] excess = new double[CALLS];
    private int next;

    /**
     * How long the script kept Redis busy, as well as can be told: never longer than its call.
     *
     * @param busy by its own measure, more than zero
     */
    Duration of(Duration busy, Duration roundTrip) {
        excess[next] = (double) busy.toNanos() / Math.max(1, roundTrip.toNanos());
        next = (next + 1) % CALLS;
        long own = (long) (busy.toNanos() / Math.max(1, secondLargestExcess()));
        return Duration.ofNanos(Math.min(own, roundTrip.toNanos()));
    }

    /** Not the largest: one odd call is not to make the next ones look short. */
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
