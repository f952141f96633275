/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import dev.rqscheduler.internal.wire.Strings;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Selects scheduled jobs to search for, earliest due first, and limits how many one call examines. Immutable.
 *
 * @param id part of the id; empty for any
 * @param function part of the function's dotted name; empty for any
 * @param queue name of the queue; empty for any
 * @param state which jobs to find
 * @param from due at or after this
 * @param until due at or before this
 * @param after where to continue, from the previous page
 * @param size maximum number of jobs to find, 1 to 1,000
 * @param looks maximum number of jobs to examine, 1 or more; empty for the default
 */
public record JobSearch(
        Optional<String> id,
        Optional<String> function,
        Optional<String> queue,
        State state,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<JobCursor> after,
        int size,
        OptionalLong looks) {

    private static final int MOST = 1_000;

    private static final JobSearch ALL = new JobSearch(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            State.ANY,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            50,
            OptionalLong.empty());

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

    /**
     * @throws IllegalArgumentException naming the number that is out of range
     */
    public JobSearch {
        if (size < 1 || size > MOST) {
            throw new IllegalArgumentException("size must be 1 to " + MOST + ", not " + size);
        }
        if (looks.orElse(1) < 1) {
            throw new IllegalArgumentException("looks must be 1 or more, not " + looks.getAsLong());
        }
    }

    /** Selects all jobs, 50 per page. */
    public static JobSearch all() {
        return ALL;
    }

    /** Configures a search; by default for all. */
    public static Builder builder() {
        return ALL.toBuilder();
    }

    /** Configures a copy of this search, for example to continue with {@link Builder#after}. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Configures a {@link JobSearch}. Not thread-safe. */
    public static final class Builder {

        private Optional<String> id;
        private Optional<String> function;
        private Optional<String> queue;
        private State state;
        private Optional<Instant> from;
        private Optional<Instant> until;
        private Optional<JobCursor> after;
        private int size;
        private OptionalLong looks;

        private Builder(JobSearch search) {
            id = search.id;
            function = search.function;
            queue = search.queue;
            state = search.state;
            from = search.from;
            until = search.until;
            after = search.after;
            size = search.size;
            looks = search.looks;
        }

        /** Limits it to ids that contain this; empty for any. */
        public Builder id(String value) {
            id = Strings.nonEmpty(value);
            return this;
        }

        /** Limits it to functions whose dotted name contains this; empty for any. */
        public Builder function(String value) {
            function = Strings.nonEmpty(value);
            return this;
        }

        /** Limits it to the jobs of one queue; empty for any. */
        public Builder queue(String value) {
            queue = Strings.nonEmpty(value);
            return this;
        }

        /** Limits it to jobs in this state; {@link State#ANY} by default. */
        public Builder state(State value) {
            state = value;
            return this;
        }

        /** Limits it to jobs due at or after this. */
        public Builder from(Instant value) {
            from = Optional.of(value);
            return this;
        }

        /** Limits it to jobs due at or before this. */
        public Builder until(Instant value) {
            until = Optional.of(value);
            return this;
        }

        /** Continues after the previous page, see {@link JobPage#next}. */
        public Builder after(JobCursor value) {
            after = Optional.of(value);
            return this;
        }

        /** Sets the maximum number of jobs to find, 1 to 1,000; 50 by default. */
        public Builder size(int value) {
            size = value;
            return this;
        }

        /** Sets how many jobs one call examines at most, 1 or more: by default 10,000, or 25,000 for a search by id. */
        public Builder looks(long value) {
            looks = OptionalLong.of(value);
            return this;
        }

        /**
         * @throws IllegalArgumentException naming the number that is out of range
         */
        public JobSearch build() {
            return new JobSearch(id, function, queue, state, from, until, after, size, looks);
        }
    }
}
