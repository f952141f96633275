/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

/**
 * How much is measured.
 *
 * @param small jobs of the smallest backlog
 * @param medium jobs of the backlogs that are compared with each other
 * @param large jobs of the largest backlog
 * @param rq jobs for RQ's own scheduler: a rate does not need more of them
 * @param sequence jobs for the rq-scheduler sequence
 * @param steadySeconds how long each steady rate is held
 * @param burst jobs that are due at one instant
 * @param idleWindowSeconds how long one look at the idle scheduler takes
 * @param far far-future jobs of the larger idle measurements
 * @param farther the same, the largest one
 * @param restSeconds how long the scheduler has been idle when its memory is looked at
 * @param starts how often a process is started to time it
 * @param calls single calls of the client
 * @param bulk jobs that the client schedules at once
 * @param schedules named schedules with a run each
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

    /** What the published figures are of. */
    public static final Scale FULL = new Scale(
            1_000, 100_000, 1_000_000, 10_000, 2_000, 10, 10_000, 2, 1_000_000, 5_000_000, 10, 10, 5_000, 50_000,
            10_000, 100_000);

    /** Everything once, in little: shows that the benchmark works, and nothing about speed. */
    public static final Scale SMOKE =
            new Scale(200, 2_000, 5_000, 500, 200, 1, 500, 1, 2_000, 5_000, 1, 2, 200, 2_000, 500, 1_000);
}
