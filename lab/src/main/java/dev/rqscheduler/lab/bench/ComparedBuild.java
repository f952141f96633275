/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.lab.arena.ProcessStats;
import dev.rqscheduler.lab.arena.SchedulerChild;
import dev.rqscheduler.lab.load.Workload;
import dev.rqscheduler.lab.report.Results;
import java.io.Closeable;

/** One of two compared builds: a running scheduler and its Redis. */
final class ComparedBuild implements Closeable {

    private final String name;
    private final SchedulerChild scheduler;
    private final BacklogRun backlogs;

    /**
     * @param name {@code this} or {@code other}
     */
    ComparedBuild(String name, BenchContext context) throws InterruptedException {
        this.name = name;
        this.scheduler = context.startForBacklogs();
        this.backlogs = new BacklogRun(context, scheduler);
    }

    BacklogRun.Result jobs(Workload workload, int jobs, long seed, Results results) throws InterruptedException {
        return checked(workload.name(), backlogs.jobs(workload, jobs, seed), results);
    }

    BacklogRun.Result schedules(int number, Results results) throws InterruptedException {
        return checked("named schedules", backlogs.schedules(number), results);
    }

    private BacklogRun.Result checked(String what, BacklogRun.Result run, Results results) {
        run.problems().forEach(problem -> results.problem(what + ", " + name + " build: " + problem));
        return run;
    }

    ProcessStats process() {
        return new ProcessStats(scheduler.pid());
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
