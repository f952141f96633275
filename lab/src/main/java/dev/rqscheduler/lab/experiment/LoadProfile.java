/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

/**
 * The load of the schedulers in an arena during faults.
 *
 * @param jobsPerSecond on average
 * @param schedules number of named schedules, due every second, whose due times must all get their run; there are some of other
 *     kinds in addition
 */
public record LoadProfile(double jobsPerSecond, int schedules) {

    /** Jobs of all kinds. */
    public static final LoadProfile JOBS = new LoadProfile(100, 0);

    /** Mainly named schedules. */
    public static final LoadProfile SCHEDULES = new LoadProfile(20, 200);
}
