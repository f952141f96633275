/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.campaign;

/**
 * What the schedulers of an arena have to do while they are struck.
 *
 * @param jobsPerSecond on average
 * @param schedules named ones of which each due time must get its run, due every second; some of other kinds besides
 */
public record Burden(double jobsPerSecond, int schedules) {

    /** Jobs of all kinds. */
    public static final Burden JOBS = new Burden(100, 0);

    /** Named schedules, most of all. */
    public static final Burden SCHEDULES = new Burden(20, 200);
}
