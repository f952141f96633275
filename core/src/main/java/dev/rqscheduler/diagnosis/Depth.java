/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.diagnosis;

/** How much a {@link Doctor} looks at. */
public enum Depth {
    /**
     * What costs Redis some ten milliseconds in all: the earliest 100 jobs, 200 named schedules, 5,000 keys, no permissions.
     */
    QUICK(100, 0, 200, 5_000),
    /** The earliest 1,000 jobs and 1,000 others, 10,000 named schedules, two million keys. */
    USUAL(1_000, 1_000, 10_000, 2_000_000),
    /** Every job and every key, however many there are. */
    ALL(Long.MAX_VALUE, 0, Long.MAX_VALUE, Long.MAX_VALUE);

    final long earliestJobs;
    final int otherJobs;
    final long schedules;
    final long keys;

    Depth(long earliestJobs, int otherJobs, long schedules, long keys) {
        this.earliestJobs = earliestJobs;
        this.otherJobs = otherJobs;
        this.schedules = schedules;
        this.keys = keys;
    }
}
