/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

import dev.rqscheduler.bench.arena.Daemon;
import dev.rqscheduler.bench.arena.Gate;
import dev.rqscheduler.bench.load.Workload;
import dev.rqscheduler.bench.report.Results;
import java.io.Closeable;

/** One of two builds that are compared: a scheduler that has been started, and its Redis. */
final class AgainstSide implements Closeable {

    private final String name;
    private final Daemon daemon;
    private final Processors processors;
    private final MoveRun moves;
    private final NamedRun named;

    /**
     * @param rate jobs a second
     * @param scriptMicros for each job, how long scripts held Redis
     * @param schedulerMicros for each job, processor time of the scheduler
     */
    record Moved(double rate, double scriptMicros, double schedulerMicros) {}

    private AgainstSide(String name, Stage stage, Daemon daemon) {
        this.name = name;
        this.daemon = daemon;
        this.processors = new Processors(daemon.pid(), stage.redis().pid());
        Gate gate = new Gate(stage.redis(), daemon);
        this.moves = new MoveRun(stage, gate);
        this.named = new NamedRun(stage, gate, processors, Workload.queueName(0));
    }

    static AgainstSide start(String name, Stage stage) throws InterruptedException {
        return new AgainstSide(name, stage, stage.leadingDaemon());
    }

    Moved move(Workload workload, int jobs, long seed, Results results) throws InterruptedException {
        double[] scheduler = new double[1];
        MoveRun.Result run = moves.run(
                workload, jobs, seed, processors::start, () -> scheduler[0] = processors.schedulerMicros() / jobs);
        run.problems().forEach(problem -> results.problem(workload.name() + ", " + name + " build: " + problem));
        return new Moved(jobs / run.seconds(), (double) run.scriptMicros() / jobs, scheduler[0]);
    }

    Moved runNamed(int number, Results results) throws InterruptedException {
        NamedRun.Result run = named.run(number);
        run.problems().forEach(problem -> results.problem("named schedules, " + name + " build: " + problem));
        return new Moved(number / run.seconds(), (double) run.scriptMicros() / number, run.schedulerMicros() / number);
    }

    long pid() {
        return daemon.pid();
    }

    @Override
    public void close() {
        daemon.close();
    }
}
