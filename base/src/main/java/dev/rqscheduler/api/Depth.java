/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** How much of Redis an examination reads. */
public enum Depth {
    /**
     * Costs Redis some ten milliseconds in total: the earliest 100 jobs, 200 named schedules, 5,000 keys, no
     * permissions.
     */
    QUICK(100, 0, 200, 5_000),
    /** The earliest 1,000 jobs and 1,000 others, 10,000 named schedules, two million keys. */
    USUAL(1_000, 1_000, 10_000, 2_000_000),
    /** Every job and every key. */
    ALL(Long.MAX_VALUE, 0, Long.MAX_VALUE, Long.MAX_VALUE);

    private final long earliestJobs;
    private final int otherJobs;
    private final long schedules;
    private final long keys;

    Depth(long earliestJobs, int otherJobs, long schedules, long keys) {
        this.earliestJobs = earliestJobs;
        this.otherJobs = otherJobs;
        this.schedules = schedules;
        this.keys = keys;
    }

    /** At most so many of the scheduled jobs that are due first. */
    public long earliestJobs() {
        return earliestJobs;
    }

    /** How many of the other scheduled jobs, picked at random. */
    public int otherJobs() {
        return otherJobs;
    }

    /** At most so many named schedules. */
    public long schedules() {
        return schedules;
    }

    /** At most so many keys of the database. */
    public long keys() {
        return keys;
    }
}
