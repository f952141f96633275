/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.live;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.SchedulerListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The recent moves of this process: the last {@value #KEPT} outcomes, and counts and lateness of the last hour. A standby has
 * none. Register it with the process as a listener. The hour is by this machine's clock: an outcome counts at the time it is
 * received. Due times and lateness are by Redis's clock.
 *
 * <p>Memory is always bounded. Each outcome takes the process's thread a fraction of a microsecond, and readers never block it:
 * a reader that is too slow misses outcomes and learns how many.
 */
public final class LiveMoves implements SchedulerListener {

    /** Number of recent outcomes that are kept individually. */
    public static final int KEPT = 256;

    private final InstantSource clock;
    private final LastHour hour = new LastHour();
    private final Outcome[] outcomes = new Outcome[KEPT];
    private final Instant[] times = new Instant[KEPT];

    /** Number of outcomes so far, which is also the number of the last one. */
    private long last;

    private int waiting;

    public LiveMoves(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void onOutcome(Outcome outcome) {
        // Use one clock for all intervals: Redis's may differ by minutes from the one that defines the last hour.
        Instant arrived = clock.instant();
        int place = (int) (last % KEPT);
        outcomes[place] = outcome;
        times[place] = arrived;
        last++;
        if (outcome instanceof Outcome.Moved moved) {
            hour.moved(arrived, moved.lateness());
        } else {
            hour.other(arrived);
        }
        if (waiting > 0) {
            notifyAll();
        }
    }

    /** Returns the number of the last outcome; 0 if there was none. */
    public synchronized long last() {
        return last;
    }

    /**
     * Returns the outcomes after a number.
     *
     * @param number 0 or more; a number from an earlier process counts as 0
     * @param most maximum number of outcomes to return, 0 or more; the latest are returned
     */
    public synchronized Page after(long number, int most) {
        long from = number > last ? 0 : number;
        long first = Math.max(from, last - Math.min(most, KEPT));
        List<Move> moves = new ArrayList<>((int) (last - first));
        for (long i = first; i < last; i++) {
            int place = (int) (i % KEPT);
            moves.add(Move.of(i + 1, outcomes[place], times[place]));
        }
        return new Page(moves, first - from, last);
    }

    /** Waits for an outcome after a number; returns false on timeout. */
    public synchronized boolean await(long number, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        waiting++;
        try {
            // A number greater than the last one is from an earlier process.
            while (last == number) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } finally {
            waiting--;
        }
    }

    /** Returns statistics of the last hour in intervals of {@link LastHour#WIDTH}, oldest first, including the current one. */
    public synchronized List<LastHour.Interval> lastHour() {
        return hour.until(clock.instant(), 1);
    }

    /** Same as {@link #lastHour()}, by minute. */
    public synchronized List<LastHour.Interval> lastHourByMinutes() {
        return hour.until(clock.instant(), 6);
    }

    /**
     * The moves after a number.
     *
     * @param moves oldest first
     * @param leftOut how many moves between that number and these are no longer kept
     * @param last the number to continue from
     */
    public record Page(List<Move> moves, long leftOut, long last) {}
}
