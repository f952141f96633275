/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Instant;
import java.util.Optional;

/**
 * Which scheduled jobs to look for, earliest due first, and how far to look in one go. Immutable; each method gives a
 * changed copy.
 *
 * @param id part of the id; empty text for any
 * @param function part of the function's dotted name; empty text for any
 * @param queue name of the queue; empty text for any
 * @param state what jobs are wanted
 * @param from due at or after this
 * @param until due at or before this
 * @param after where to go on, as the page before told
 * @param size most jobs to find, 1 to 1,000
 * @param looks most jobs to look at, 1 or more
 */
public record JobSearch(
        String id,
        String function,
        String queue,
        State state,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<JobCursor> after,
        int size,
        long looks) {

    /** A search by id reads no hashes but those of jobs that it finds, so it may look further. */
    private static final long LOOKS_BY_ID = 25_000;

    private static final long LOOKS = 10_000;
    private static final int MOST = 1_000;

    /** What jobs are wanted. */
    public enum State {
        ANY,
        /** Due later, by Redis's clock. */
        SCHEDULED,
        /** Due, and not moved yet. */
        OVERDUE,
        /** Interval and cron jobs. */
        PERIODIC,
        /** Ids whose hash is gone. */
        MISSING
    }

    public JobSearch {
        if (size < 1 || size > MOST) {
            throw new IllegalArgumentException("size must be 1 to " + MOST + ", but is " + size);
        }
        if (looks < 1) {
            throw new IllegalArgumentException("looks must be 1 or more, but is " + looks);
        }
    }

    /** All jobs, 50 a page. */
    public static JobSearch all() {
        return new JobSearch("", "", "", State.ANY, Optional.empty(), Optional.empty(), Optional.empty(), 50, LOOKS);
    }

    public JobSearch id(String value) {
        return new JobSearch(value, function, queue, state, from, until, after, size, looks);
    }

    public JobSearch function(String value) {
        return new JobSearch(id, value, queue, state, from, until, after, size, looks);
    }

    public JobSearch queue(String value) {
        return new JobSearch(id, function, value, state, from, until, after, size, looks);
    }

    public JobSearch state(State value) {
        return new JobSearch(id, function, queue, value, from, until, after, size, looks);
    }

    public JobSearch from(Instant value) {
        return new JobSearch(id, function, queue, state, Optional.of(value), until, after, size, looks);
    }

    public JobSearch until(Instant value) {
        return new JobSearch(id, function, queue, state, from, Optional.of(value), after, size, looks);
    }

    public JobSearch after(JobCursor value) {
        return new JobSearch(id, function, queue, state, from, until, Optional.of(value), size, looks);
    }

    public JobSearch size(int value) {
        return new JobSearch(id, function, queue, state, from, until, after, value, looks);
    }

    /** By default 10,000, or 25,000 for a search by id alone. */
    public JobSearch looks(long value) {
        return new JobSearch(id, function, queue, state, from, until, after, size, value);
    }

    public long furthest() {
        return looks == LOOKS && !id.isEmpty() ? LOOKS_BY_ID : looks;
    }
}
