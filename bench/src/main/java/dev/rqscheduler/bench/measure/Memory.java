/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

import dev.rqscheduler.bench.arena.Daemon;
import dev.rqscheduler.bench.arena.ProcessFigures;
import dev.rqscheduler.bench.report.Results;

/** The memory of a scheduler, as figures. */
final class Memory {

    static final double MEGABYTE = 1024 * 1024;

    /** Name of the scheduler that has gone through all backlogs of {@link MovesPart}. */
    static final String LONG_RUN = "long run";

    private Memory() {}

    /**
     * @param name of the scheduler whose memory it is
     * @param moves how many jobs it has moved
     */
    static void note(String name, long moves, Daemon daemon, Results results) {
        ProcessFigures figures = new ProcessFigures(daemon.pid());
        results.add("footprint/" + name + "/jobs", "jobs", (double) moves);
        results.add("footprint/" + name + "/resident", "MB", figures.residentBytes() / MEGABYTE);
        results.add("footprint/" + name + "/peak", "MB", figures.peakResidentBytes() / MEGABYTE);
    }
}
