/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

import dev.rqscheduler.bench.arena.BenchRedis;
import dev.rqscheduler.bench.arena.Gate;
import dev.rqscheduler.bench.arena.Info;
import dev.rqscheduler.bench.load.NamedBacklog;
import dev.rqscheduler.internal.wire.Keys;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One backlog of named schedules with a due time each, run by the scheduler; as {@link MoveRun} is for jobs. */
final class NamedRun {

    private static final long POLL_NANOS = Duration.ofMillis(2).toNanos();
    private static final long PATIENCE_NANOS = Duration.ofMinutes(5).toNanos();

    private final Stage stage;
    private final Gate gate;
    private final Processors processors;
    private final String queue;
    private final NamedBacklog schedules;

    /**
     * @param queue of the jobs that the schedules make
     */
    NamedRun(Stage stage, Gate gate, Processors processors, String queue) {
        this.stage = stage;
        this.gate = gate;
        this.processors = processors;
        this.queue = queue;
        this.schedules = new NamedBacklog(stage.redis());
    }

    /**
     * @param seconds from the moment at which the lock was free until no schedule was due any more
     * @param schedulerMicros processor time of the scheduler
     * @param redisMicros processor time of Redis
     * @param roundTrips commands that the scheduler sent
     * @param commands the same and those that its scripts called
     * @param scriptMicros how long scripts held Redis, all calls together
     * @param longestScriptMicros the longest time for which a script held Redis, 0 if none took 100
     * @param problems what went wrong; empty if nothing did
     */
    record Result(
            double seconds,
            double schedulerMicros,
            double redisMicros,
            long roundTrips,
            long commands,
            long scriptMicros,
            long longestScriptMicros,
            List<String> problems) {}

    Result run(int number) throws InterruptedException {
        BenchRedis redis = stage.redis();
        gate.close();
        schedules.loadDue(number, queue);
        double until = redis.now().getEpochSecond();
        redis.resetCounters();
        processors.start();
        long start = gate.open();
        while (redis.jedis().zcount(NamedBacklog.SCHEDULES, 0, until) > 0) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("schedules are still due after five minutes");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        long end = System.nanoTime();
        double schedulerMicros = processors.schedulerMicros();
        double redisMicros = processors.redisMicros();
        Info stats = redis.info(Info.Section.COMMANDSTATS);
        long own = stats.calls("zcount") + stats.calls("multi") + stats.calls("exec") + stats.calls("publish");
        return new Result(
                (end - start) / 1e9,
                schedulerMicros,
                redisMicros,
                stats.sentByScheduler(),
                stats.allCalls() - own,
                stats.micros("evalsha") + stats.micros("eval"),
                redis.longestScriptMicros(),
                schedules.problems(number, Keys.queue(queue)));
    }
}
