/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import java.time.Duration;
import java.util.function.IntPredicate;

/**
 * Estimates a script's time per job from round trips alone: by how much calls for more jobs take longer than calls for
 * fewer. The rest of a round trip is the network's, however long. Of several calls the shortest counts, since a network
 * only adds. Only the last {@value #CALLS} calls count, so a different network or a slower server is noticed after that
 * many. Not thread-safe.
 */
final class RoundTrips {

    static final int CALLS = 32;

    /** Calls whose sizes differ by less than this say nothing about the network. */
    private static final double APART = 1.25;

    private final int[] jobs = new int[CALLS];
    private final double[] nanos = new double[CALLS];
    private int count;
    private int next;

    /**
     * @param size how many jobs the call handled, at least 1
     */
    void add(int size, Duration roundTrip) {
        jobs[next] = size;
        nanos[next] = roundTrip.toNanos();
        next = (next + 1) % CALLS;
        count = Math.min(CALLS, count + 1);
    }

    /**
     * Returns whether the sizes of the calls show the network's share of a round trip; if not, all of it counts as the
     * script's.
     */
    boolean isNetworkKnown() {
        return largest() >= APART * smallest();
    }

    /** Returns how long a script keeps Redis busy with this many jobs; at least one call must have been added. */
    Duration held(int size) {
        double perJob = Double.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            perJob = Math.min(perJob, nanos[i] / jobs[i]);
        }
        return Duration.ofNanos((long) (size * (isNetworkKnown() ? Math.min(perJob, slope()) : perJob)));
    }

    /** Returns by how much each job lengthens a call. */
    private double slope() {
        double middle = (smallest() + largest()) / 2.0;
        int small = shortest(size -> size <= middle);
        int large = shortest(size -> size > middle);
        double difference = nanos[large]
                - nanos[small]
                + expectedRest(size -> size <= middle)
                - expectedRest(size -> size > middle);
        return Math.max(0, difference / (jobs[large] - jobs[small]));
    }

    /**
     * Returns what the network still adds to the shortest of some calls, compared with its best: the fewer calls, the
     * more.
     */
    private double expectedRest(IntPredicate which) {
        int calls = 0;
        for (int i = 0; i < count; i++) {
            calls += which.test(jobs[i]) ? 1 : 0;
        }
        return spread() / (calls + 1);
    }

    /** Returns by how much calls of the same size differ. */
    private double spread() {
        double spread = 0;
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < i; k++) {
                if (jobs[i] == jobs[k]) {
                    spread = Math.max(spread, Math.abs(nanos[i] - nanos[k]));
                }
            }
        }
        return spread;
    }

    private int shortest(IntPredicate which) {
        int shortest = -1;
        for (int i = 0; i < count; i++) {
            if (which.test(jobs[i]) && (shortest < 0 || nanos[i] < nanos[shortest])) {
                shortest = i;
            }
        }
        return shortest;
    }

    private int smallest() {
        int smallest = Integer.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            smallest = Math.min(smallest, jobs[i]);
        }
        return smallest;
    }

    private int largest() {
        int largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, jobs[i]);
        }
        return largest;
    }
}
