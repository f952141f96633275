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
 * What this process has moved of late: the last {@value #KEPT} things it did, and counts and lateness of the last hour. A
 * standby has moved nothing. Hand it to the process as a listener. The hour is that of this machine's clock: an outcome counts
 * where it was heard of. Due times and lateness are by Redis's.
 *
 * <p>Memory is bounded whatever happens. The process's thread is held up for a fraction of a microsecond by each outcome, and
 * never by a reader: who reads too slowly misses something, and is told how much.
 */
public final class LiveMoves implements SchedulerListener {

    /** So many of the last outcomes can be told one by one. */
    public static final int KEPT = 256;

    private final InstantSource clock;
    private final LastHour hour = new LastHour();
    private final Outcome[] outcomes = new Outcome[KEPT];
    private final Instant[] times = new Instant[KEPT];

    /** How many outcomes there were; the last one has this number. */
    private long last;

    private int waiting;

    /**
     * @param clock this machine's, by which outcomes are filed as they arrive
     */
    public LiveMoves(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void onOutcome(Outcome outcome) {
        // One clock for all that is counted by time: Redis's may be minutes away from the one by which the hour ends.
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

    /** The number of the latest one; 0 if there was none. */
    public synchronized long last() {
        return last;
    }

    /**
     * What came behind a number.
     *
     * @param number 0 or more; the number of an earlier process is taken for 0
     * @param most the latest ones of those, 0 or more
     */
    public synchronized MovesPage after(long number, int most) {
        long from = number > last ? 0 : number;
        long first = Math.max(from, last - Math.min(most, KEPT));
        List<Move> moves = new ArrayList<>((int) (last - first));
        for (long i = first; i < last; i++) {
            int place = (int) (i % KEPT);
            moves.add(Move.of(i + 1, outcomes[place], times[place]));
        }
        return new MovesPage(moves, first - from, last);
    }

    /** Waits until there is something behind a number; false if there was nothing within the time given. */
    public synchronized boolean await(long number, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        waiting++;
        try {
            // A number beyond the last one is of an earlier process.
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

    /** Counts and lateness of the last hour by intervals of {@link LastHour#WIDTH}, oldest first, up to the one of now. */
    public synchronized List<Interval> lastHour() {
        return hour.until(clock.instant(), 1);
    }

    /** As {@link #lastHour()}, by minutes. */
    public synchronized List<Interval> lastHourByMinutes() {
        return hour.until(clock.instant(), 6);
    }
}
