/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

/**
 * The amounts to measure.
 *
 * @param small jobs of the smallest backlog
 * @param medium jobs of the backlogs that are compared with each other
 * @param large jobs of the largest backlog
 * @param rq jobs for RQ's own scheduler, which needs no more to measure its rate
 * @param sequence jobs for the rq-scheduler sequence
 * @param steadySeconds duration of each steady rate
 * @param burst jobs due at one instant
 * @param idleWindowSeconds duration of one measurement of the idle scheduler
 * @param far future jobs of the larger idle measurements
 * @param farther future jobs of the largest idle measurement
 * @param restSeconds idle time of the scheduler before its memory is measured
 * @param starts how often a process is started to measure its start
 * @param calls single calls of the client
 * @param bulk jobs that the client schedules in one call
 * @param schedules named schedules with one run each
 * @param manySchedules named schedules that are not due
 */
public record Scale(
        int small,
        int medium,
        int large,
        int rq,
        int sequence,
        int steadySeconds,
        int burst,
        int idleWindowSeconds,
        int far,
        int farther,
        int restSeconds,
        int starts,
        int calls,
        int bulk,
        int schedules,
        int manySchedules) {

    /** The scale of the published figures. */
    public static final Scale FULL = new Scale(
            1_000, 100_000, 1_000_000, 10_000, 2_000, 10, 10_000, 2, 1_000_000, 5_000_000, 10, 10, 5_000, 50_000,
            10_000, 100_000);

    /** Everything on a small scale: shows that the benchmark works, and nothing about speed. */
    public static final Scale SMOKE =
            new Scale(200, 2_000, 5_000, 500, 200, 1, 500, 1, 2_000, 5_000, 1, 2, 200, 2_000, 500, 1_000);
}
