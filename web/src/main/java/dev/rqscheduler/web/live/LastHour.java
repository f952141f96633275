/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Statistics of the last hour in fixed intervals of one clock, which may be set back or forward. Not thread-safe. */
public final class LastHour {

    /** Length of an interval. */
    public static final Duration WIDTH = Duration.ofSeconds(10);

    private static final int SLOTS = 360;

    /** Upper bounds of the lateness buckets in microseconds, growing by half each: from 100 us to about 11 hours. */
    private static final long[] BOUNDS = bounds();

    private final long[] number = new long[SLOTS];
    private final long[] moved = new long[SLOTS];
    private final long[] others = new long[SLOTS];
    private final long[] latest = new long[SLOTS];
    private final int[][] counts = new int[SLOTS][];

    LastHour() {
        Arrays.fill(number, Long.MIN_VALUE);
    }

    void moved(Instant at, Duration lateness) {
        int slot = slot(at);
        long micros = Math.max(0, lateness.toSeconds() * 1_000_000 + lateness.toNanosPart() / 1_000);
        moved[slot]++;
        latest[slot] = Math.max(latest[slot], micros);
        if (counts[slot] == null) {
            counts[slot] = new int[BOUNDS.length];
        }
        int bound = Arrays.binarySearch(BOUNDS, micros);
        counts[slot][Math.min(bound < 0 ? -bound - 1 : bound, BOUNDS.length - 1)]++;
    }

    void other(Instant at) {
        others[slot(at)]++;
    }

    /**
     * Returns the intervals of the last hour, oldest first.
     *
     * @param together number of slots per interval, a divisor of 360
     */
    List<Interval> until(Instant now, int together) {
        long newest = Math.floorDiv(number(now), (long) together);
        int length = SLOTS / together;
        List<Interval> intervals = new ArrayList<>(length);
        for (long i = newest - length + 1; i <= newest; i++) {
            intervals.add(interval(i * together, together));
        }
        return intervals;
    }

    private Interval interval(long first, int together) {
        long[] sums = new long[BOUNDS.length];
        long allMoved = 0;
        long allOthers = 0;
        long worst = 0;
        for (long i = first; i < first + together; i++) {
            int slot = (int) Math.floorMod(i, (long) SLOTS);
            if (number[slot] == i) {
                allMoved += moved[slot];
                allOthers += others[slot];
                worst = Math.max(worst, latest[slot]);
                for (int bound = 0; counts[slot] != null && bound < sums.length; bound++) {
                    sums[bound] += counts[slot][bound];
                }
            }
        }
        return new Interval(
                Instant.ofEpochSecond(first * WIDTH.toSeconds()),
                allMoved,
                allOthers,
                quantile(sums, allMoved, worst, 0.5),
                quantile(sums, allMoved, worst, 0.99),
                span(worst));
    }

    private static Duration quantile(long[] sums, long all, long worst, double share) {
        long wanted = (long) Math.ceil(all * share);
        long seen = 0;
        for (int i = 0; i < sums.length; i++) {
            seen += sums[i];
            if (seen >= wanted) {
                return span(Math.min(BOUNDS[i], worst));
            }
        }
        return span(worst);
    }

    private static Duration span(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }

    /** Returns the slot for a time, cleared if it held another interval; a later one is from before the clock was set back. */
    private int slot(Instant at) {
        long i = number(at);
        int slot = (int) Math.floorMod(i, (long) SLOTS);
        if (number[slot] != i) {
            number[slot] = i;
            moved[slot] = 0;
            others[slot] = 0;
            latest[slot] = 0;
            if (counts[slot] != null) {
                Arrays.fill(counts[slot], 0);
            }
        }
        return slot;
    }

    private static long number(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), WIDTH.toSeconds());
    }

    private static long[] bounds() {
        long[] bounds = new long[50];
        double bound = 100;
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = Math.round(bound);
            bound *= 1.5;
        }
        return bounds;
    }

    /**
     * Statistics of the moves in a time interval.
     *
     * @param from start of the interval, by this machine's clock
     * @param moved number of jobs moved
     * @param others number of other outcomes, such as skipped or quarantined
     * @param median median lateness, rounded up by less than half; zero if there were no moves
     * @param p99 99th percentile of lateness, rounded up likewise
     * @param latest maximum lateness
     */
    public record Interval(Instant from, long moved, long others, Duration median, Duration p99, Duration latest) {}
}
