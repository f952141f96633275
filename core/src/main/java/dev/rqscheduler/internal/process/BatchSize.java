/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Chooses how many jobs one script call handles: as many as keep Redis busy for about two milliseconds, so that other
 * clients' commands do not wait for the scheduler whatever the backlog (promise P9), and the network does not make
 * pages smaller.
 *
 * <p>A script's duration is what it measured itself: wall time before Redis 7.2; from then on TIME stands still within
 * a script, and the processor time of Redis is taken where Lua has os.clock (Redis 7.4, Valkey 8). Processor time
 * excludes the moments in which the machine ran something else, rightly so: a smaller page does not shorten them. It
 * includes Redis's other threads, which {@link ScriptShare} takes out. On servers that measure neither (Redis and Valkey
 * 7.2) {@link RoundTrips} separates the script from the network. Not thread-safe.
 */
final class BatchSize {

    /**
     * The machine itself adds to these: a script that always does the same in 0.5 ms took up to 6 ms on one of two busy
     * cores (docs/performance.md). So they leave headroom below the 10 ms that no client should wait.
     */
    private static final Duration TOO_LONG = Duration.ofMillis(4);

    private static final Duration AIM = Duration.ofNanos(1_800_000);
    private static final int LEAST = 10;
    /** The cost of a call is unknown before the first. */
    private static final int FIRST = 100;

    private final int most;
    private final Consumer<Duration> scripts;
    private final ScriptShare ownShare = new ScriptShare();
    private final RoundTrips pages = new RoundTrips();
    private final RoundTrips decisions = new RoundTrips();
    private int current;

    BatchSize(int most) {
        this(most, took -> {});
    }

    /**
     * @param scripts receives how long each call's script took, as far as it can be measured
     */
    BatchSize(int most, Consumer<Duration> scripts) {
        this.most = most;
        this.scripts = scripts;
        this.current = Math.min(FIRST, most);
    }

    int current() {
        return current;
    }

    /**
     * Learns from a call that handled a page.
     *
     * @param roundTrip how long the call took; it may include work done until the reply was read
     */
    void learn(int jobs, Duration busy, Duration roundTrip) {
        if (!busy.isZero()) {
            Duration held = held(busy, roundTrip);
            shrinkIfTooLong(held);
            if (jobs >= current) {
                growIfShort(held);
            }
            return;
        }
        scripts.accept(roundTrip);
        if (jobs < LEAST) {
            return;
        }
        pages.add(jobs, roundTrip);
        Duration held = pages.held(jobs);
        if (!pages.isNetworkKnown() && held.compareTo(AIM) > 0) {
            tryAnotherSize();
        } else {
            shrinkIfTooLong(held);
            if (jobs >= current) {
                growIfShort(held);
            }
        }
    }

    /**
     * Learns from another call whose duration grows with the page. It says nothing about how large a page could be.
     *
     * @param jobs how many jobs of a page it handled
     */
    void learnFurther(int jobs, Duration busy, Duration roundTrip) {
        if (!busy.isZero()) {
            shrinkIfTooLong(held(busy, roundTrip));
            return;
        }
        scripts.accept(roundTrip);
        if (jobs >= LEAST) {
            decisions.add(jobs, roundTrip);
            shrinkIfTooLong(decisions.held(jobs));
        }
    }

    private Duration held(Duration busy, Duration roundTrip) {
        Duration held = ownShare.of(busy, roundTrip);
        scripts.accept(held);
        return held;
    }

    private void shrinkIfTooLong(Duration held) {
        if (held.compareTo(TOO_LONG) > 0) {
            halve();
        }
    }

    private void halve() {
        current = Math.max(Math.min(LEAST, most), current / 2);
    }

    private void growIfShort(Duration held) {
        if (held.compareTo(AIM) < 0) {
            long aim = current * AIM.toNanos() / Math.max(1, held.toNanos());
            long half = (long) current + Math.max(1, current / 2);
            current = (int) Math.min(most, Math.min(half, Math.max(current + 1, aim)));
        }
    }

    /** Time that neither shrinks with a smaller page nor grows with a larger one is the network's. */
    private void tryAnotherSize() {
        if (current > FIRST / 2 || current == most) {
            halve();
        } else {
            current = Math.min(most, 2 * current);
        }
    }

    /**
     * Estimates the script's share of the processor time Redis used while it ran. Threads other than the one that runs
     * scripts (io-threads wait for work in a loop, others free memory) make it exceed the elapsed time. No script
     * takes longer than its call: at least the amount by which the measure exceeds the round trip is not the script's. The
     * calls that the network delayed least show this best, hence several are considered together. Not thread-safe.
     */
    private static final class ScriptShare {

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
}
