/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

import dev.rqscheduler.bench.arena.ProcessFigures;
import java.util.Map;

/** Processor time of a scheduler and its Redis over a span of time. On a busy machine it says more than the clock. */
final class Processors {

    private final ProcessFigures scheduler;
    private final ProcessFigures redis;
    private Map<String, Long> schedulerBefore = Map.of();
    private Map<String, Long> redisBefore = Map.of();

    Processors(long schedulerPid, long redisPid) {
        this.scheduler = new ProcessFigures(schedulerPid);
        this.redis = new ProcessFigures(redisPid);
    }

    void start() {
        schedulerBefore = scheduler.cpuNanos();
        redisBefore = redis.cpuNanos();
    }

    double schedulerMicros() {
        return scheduler.cpuNanosSince(schedulerBefore) / 1e3;
    }

    double redisMicros() {
        return redis.cpuNanosSince(redisBefore) / 1e3;
    }
}
