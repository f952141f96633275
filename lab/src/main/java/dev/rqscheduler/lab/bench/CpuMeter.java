/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.lab.arena.ProcessStats;
import java.util.Map;

/** Processor time of a scheduler and its Redis. On a busy machine it is more meaningful than elapsed time. */
final class CpuMeter {

    private final ProcessStats scheduler;
    private final ProcessStats redis;
    private Map<String, Long> schedulerBefore = Map.of();
    private Map<String, Long> redisBefore = Map.of();

    CpuMeter(long schedulerPid, long redisPid) {
        this.scheduler = new ProcessStats(schedulerPid);
        this.redis = new ProcessStats(redisPid);
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
