/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Instant;
import java.util.Optional;

/**
 * Selects scheduled jobs to search for, earliest due first, and limits how many one call examines. Immutable; each
 * method returns a modified copy.
 *
 * @param id part of the id; empty for any
 * @param function part of the function's dotted name; empty for any
 * @param queue name of the queue; empty for any
 * @param state which jobs to find
 * @param from due at or after this
 * @param until due at or before this
 * @param after where to continue, from the previous page
 * @param size maximum number of jobs to find, 1 to 1,000
 * @param looks maximum number of jobs to examine, 1 or more
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

    /** A search by id reads only the hashes of jobs it finds, so it may examine more. */
    private static final long LOOKS_BY_ID = 25_000;

    private static final long LOOKS = 10_000;
    private static final int MOST = 1_000;

    /** Which jobs to find. */
    public enum State {
        ANY,
        /** Due later, by Redis's clock. */
        SCHEDULED,
        /** Due, but not moved yet. */
        OVERDUE,
        /** Interval and cron jobs. */
        PERIODIC,
        /** Ids without a hash. */
        MISSING
    }

    public JobSearch {
        if (size < 1 || size > MOST) {
            throw new IllegalArgumentException("size must be 1 to " + MOST + ", not " + size);
        }
        if (looks < 1) {
            throw new IllegalArgumentException("looks must be 1 or more, not " + looks);
        }
    }

    /** Selects all jobs, 50 per page. */
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

    /** Limits how many jobs one call examines: by default 10,000, or 25,000 for a search by id alone. */
    public JobSearch looks(long value) {
        return new JobSearch(id, function, queue, state, from, until, after, size, value);
    }

    public long furthest() {
        return looks == LOOKS && !id.isEmpty() ? LOOKS_BY_ID : looks;
    }
}
