/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import java.time.Duration;
import java.util.Random;

/** A server, and the network before it, whose scripts take 50 microseconds and some more for each job. */
final class SimulatedServer {

    private static final double FIXED_MICROS = 50;

    private final Measure measure;
    private final Random work;
    private final Random network;
    private double microsPerJob = 8;
    private double leastMillis = 0.1;
    private double mostMillis = 0.1;
    private int otherThreads;

    /** What a script can say of its own time. */
    enum Measure {
        /** Redis up to 7.0. */
        WALL,
        /** Redis 7.4, Valkey 8 and later. */
        PROCESSOR,
        /** Redis and Valkey 7.2. */
        NONE
    }

    SimulatedServer(Measure measure, long seed) {
        this.measure = measure;
        this.work = new Random(seed);
        this.network = new Random(~seed);
    }

    SimulatedServer microsPerJob(double value) {
        microsPerJob = value;
        return this;
    }

    /** What each round trip takes besides the script. */
    SimulatedServer network(double least, double most) {
        leastMillis = least;
        mostMillis = most;
        return this;
    }

    /** So many other threads are always busy. */
    SimulatedServer otherThreads(int value) {
        otherThreads = value;
        return this;
    }

    /** What a script takes on average. */
    Duration script(int jobs) {
        return micros(FIXED_MICROS + microsPerJob * jobs);
    }

    /** Deals with one page; returns its size. */
    int call(BatchSize batch) {
        int jobs = batch.current();
        Duration script = next(jobs);
        batch.learn(jobs, measured(script), roundTrip(script));
        return jobs;
    }

    /** A further call about jobs of a page. */
    void follow(BatchSize batch, int jobs) {
        Duration script = next(jobs);
        batch.learnFurther(jobs, measured(script), roundTrip(script));
    }

    private Duration next(int jobs) {
        return micros((FIXED_MICROS + microsPerJob * jobs) * (0.95 + 0.1 * work.nextDouble()));
    }

    private Duration measured(Duration script) {
        return switch (measure) {
            case WALL -> script;
            case PROCESSOR -> script.multipliedBy(1 + otherThreads);
            case NONE -> Duration.ZERO;
        };
    }

    private Duration roundTrip(Duration script) {
        return script.plus(micros(1_000 * (leastMillis + (mostMillis - leastMillis) * network.nextDouble())));
    }

    private static Duration micros(double value) {
        return Duration.ofNanos((long) (value * 1_000));
    }
}
