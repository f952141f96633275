/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Statistics of the last hour in fixed intervals of one clock, which may be set back or forward. Not thread-safe. */
public final class LastHour {

    /** Length of an interval. */
    public static final Duration WIDTH = Duration.ofSeconds(10);

    private static final int SLOTS = 360;

    /** Upper bounds of the lateness buckets in microseconds, growing by half each: from 100 us to about 11 hours. */
    private static final long[] BOUNDS = bounds();

    private final @Nullable Slot[] slots = new @Nullable Slot[SLOTS];

    void moved(Instant at, Duration lateness) {
        Slot slot = slot(at);
        long micros = Math.max(0, lateness.toSeconds() * 1_000_000 + lateness.toNanosPart() / 1_000);
        int bound = Arrays.binarySearch(BOUNDS, micros);
        slot.counts[Math.min(bound < 0 ? -bound - 1 : bound, BOUNDS.length - 1)]++;
        slot.moved++;
        slot.latest = Math.max(slot.latest, micros);
    }

    void other(Instant at) {
        slot(at).others++;
    }

    /** Returns the slot for a time, a new one if it held another interval; a later one is from before the clock was set back. */
    private Slot slot(Instant at) {
        long number = number(at);
        int place = (int) Math.floorMod(number, (long) SLOTS);
        if (slots[place] == null || slots[place].number != number) {
            slots[place] = new Slot(number);
        }
        return slots[place];
    }

    /** Returns the intervals of the last hour, oldest first, each of a number of slots that divides 360. */
    List<Interval> until(Instant now, int together) {
        long newest = Math.floorDiv(number(now), (long) together);
        return LongStream.rangeClosed(newest - SLOTS / together + 1, newest)
                .mapToObj(i -> interval(i * together, together))
                .toList();
    }

    private Interval interval(long first, int together) {
        Slot sum = new Slot(first);
        for (long i = first; i < first + together; i++) {
            Slot slot = slots[(int) Math.floorMod(i, (long) SLOTS)];
            if (slot != null && slot.number == i) {
                sum.add(slot);
            }
        }
        return new Interval(
                Instant.ofEpochSecond(first * WIDTH.toSeconds()),
                sum.moved,
                sum.others,
                sum.quantile(0.5),
                sum.quantile(0.99),
                span(sum.latest));
    }

    private static Duration span(long micros) {
        return Duration.ofNanos(micros * 1_000);
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

    private static final class Slot {

        private final long number;
        private final int[] counts = new int[BOUNDS.length];
        private long moved;
        private long others;
        private long latest;

        private Slot(long number) {
            this.number = number;
        }

        private void add(Slot other) {
            Arrays.setAll(counts, bound -> counts[bound] + other.counts[bound]);
            moved += other.moved;
            others += other.others;
            latest = Math.max(latest, other.latest);
        }

        private Duration quantile(double share) {
            long wanted = (long) Math.ceil(moved * share);
            long seen = 0;
            for (int i = 0; i < counts.length; i++) {
                seen += counts[i];
                if (seen >= wanted) {
                    return span(Math.min(BOUNDS[i], latest));
                }
            }
            return span(latest);
        }
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
