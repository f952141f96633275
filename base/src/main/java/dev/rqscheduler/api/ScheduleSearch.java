/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import dev.rqscheduler.internal.wire.Strings;
import java.util.Optional;

/**
 * Selects named schedules to search for, sorted by name, and limits how many one call examines. Immutable.
 *
 * @param text part of the name, the group, the function or the queue; empty for any
 * @param state empty for any
 * @param after the name after which to continue; empty to start from the first
 * @param size maximum number of schedules to find, 1 to 1,000
 * @param looks maximum number of schedules to examine, 1 or more
 * @param outcomes how many recent outcomes to read for each, 0 or more
 */
public record ScheduleSearch(
        Optional<String> text,
        Optional<ScheduleStatus.State> state,
        Optional<String> after,
        int size,
        int looks,
        int outcomes) {

    private static final int MOST = 1_000;

    private static final ScheduleSearch ALL =
            new ScheduleSearch(Optional.empty(), Optional.empty(), Optional.empty(), 50, 1_000, 10);

    /**
     * @throws IllegalArgumentException if a number is out of range
     */
    public ScheduleSearch {
        if (size < 1 || size > MOST || looks < 1 || outcomes < 0) {
            throw new IllegalArgumentException("size must be 1 to " + MOST + ", looks 1 or more, outcomes 0 or more");
        }
    }

    /** Selects all schedules, 50 per page, examining at most 1,000, each with its last ten outcomes. */
    public static ScheduleSearch all() {
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

    /** Configures a {@link ScheduleSearch}. Not thread-safe. */
    public static final class Builder {

        private Optional<String> text;
        private Optional<ScheduleStatus.State> state;
        private Optional<String> after;
        private int size;
        private int looks;
        private int outcomes;

        private Builder(ScheduleSearch search) {
            text = search.text;
            state = search.state;
            after = search.after;
            size = search.size;
            looks = search.looks;
            outcomes = search.outcomes;
        }

        /** Limits it to schedules with this in their name, group, function or queue; empty for any. */
        public Builder text(String value) {
            text = Strings.nonEmpty(value);
            return this;
        }

        /** Limits it to schedules in this state. */
        public Builder state(ScheduleStatus.State value) {
            state = Optional.of(value);
            return this;
        }

        /** Continues after the previous page, see {@link SchedulePage#next}; empty to start from the first. */
        public Builder after(String value) {
            after = Strings.nonEmpty(value);
            return this;
        }

        /** Sets the maximum number of schedules to find, 1 to 1,000; 50 by default. */
        public Builder size(int value) {
            size = value;
            return this;
        }

        /** Sets how many schedules one call examines at most, 1 or more; 1,000 by default. */
        public Builder looks(int value) {
            looks = value;
            return this;
        }

        /** Sets how many recent outcomes to read for each, 0 or more; 10 by default. */
        public Builder outcomes(int value) {
            outcomes = value;
            return this;
        }

        /**
         * @throws IllegalArgumentException naming the number that is out of range
         */
        public ScheduleSearch build() {
            return new ScheduleSearch(text, state, after, size, looks, outcomes);
        }
    }
}
