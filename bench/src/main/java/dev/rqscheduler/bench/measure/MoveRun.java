/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

import dev.rqscheduler.bench.arena.BenchRedis;
import dev.rqscheduler.bench.arena.Gate;
import dev.rqscheduler.bench.arena.Info;
import dev.rqscheduler.bench.load.JobIds;
import dev.rqscheduler.bench.load.Workload;
import dev.rqscheduler.internal.wire.Keys;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One backlog, moved by the scheduler while nothing else happens but a count of what is still due every few milliseconds,
 * which takes Redis some microseconds each. The scheduler has been running for a while, and is kept off by the lock until
 * the backlog is complete.
 */
final class MoveRun {

    private static final long POLL_NANOS = Duration.ofMillis(1).toNanos();
    private static final long POLL_NANOS_LONG = Duration.ofMillis(4).toNanos();
    private static final int LONG = 10_000;
    private static final long PATIENCE_NANOS = Duration.ofMinutes(5).toNanos();

    private final Stage stage;
    private final Gate gate;

    MoveRun(Stage stage, Gate gate) {
        this.stage = stage;
        this.gate = gate;
    }

    /**
     * @param seconds from the moment at which the lock was free until nothing was due any more
     * @param roundTrips commands that the scheduler sent
     * @param commands the same and those that its scripts called
     * @param scriptMicros how long scripts held Redis, all calls together
     * @param longestScriptMicros the longest time for which a script held Redis, 0 if none took 100
     * @param scriptP999Micros what 999 of 1000 script runs did not exceed
     * @param problems what went wrong; nothing, it must be hoped
     */
    record Result(
            double seconds,
            long roundTrips,
            long commands,
            long scriptMicros,
            long longestScriptMicros,
            double scriptP999Micros,
            List<String> problems) {}

    /** As {@link #run(Workload, int, long, Runnable, Runnable)}, with nothing to do besides. */
    Result run(Workload workload, int jobs, long seed) throws InterruptedException {
        return run(workload, jobs, seed, () -> {}, () -> {});
    }

    /**
     * @param before done just before the lock is free
     * @param after done just after nothing is due any more
     */
    Result run(Workload workload, int jobs, long seed, Runnable before, Runnable after) throws InterruptedException {
        BenchRedis redis = stage.redis();
        JobIds ids = new JobIds(seed);
        gate.close();
        stage.backlog().load(Keys.SCHEDULED_JOBS, workload, jobs, ids, seed);
        long until = redis.now().getEpochSecond();
        redis.resetCounters();
        before.run();
        long start = gate.open();
        long end = awaitNothingDue(until, jobs < LONG ? POLL_NANOS : POLL_NANOS_LONG, start);
        after.run();
        Info stats = redis.info(Info.Section.COMMANDSTATS);
        Info latency = redis.info(Info.Section.LATENCYSTATS);
        long own = stats.calls("zcount")
                + stats.calls("multi")
                + stats.calls("exec")
                + stats.calls("publish")
                + stats.calls("slowlog|reset")
                + stats.calls("config|resetstat")
                + 1;
        return new Result(
                (end - start) / 1e9,
                stats.sentByScheduler(),
                stats.allCalls() - own,
                stats.micros("evalsha") + stats.micros("eval"),
                redis.longestScriptMicros(),
                latency.latencyMicros("evalsha", "p99.9"),
                new MovedJobs(redis).problems(workload, jobs, ids));
    }

    private long awaitNothingDue(long until, long pollNanos, long start) {
        while (true) {
            long left = stage.redis().jedis().zcount(Keys.SCHEDULED_JOBS, 0, (double) until);
            long now = System.nanoTime();
            if (left == 0) {
                return now;
            }
            if (now - start > PATIENCE_NANOS) {
                throw new IllegalStateException(left + " jobs are still due after five minutes");
            }
            LockSupport.parkNanos(pollNanos);
        }
    }
}
