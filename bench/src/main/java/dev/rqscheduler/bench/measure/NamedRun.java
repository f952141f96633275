/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

import dev.rqscheduler.bench.arena.BenchRedis;
import dev.rqscheduler.bench.arena.Gate;
import dev.rqscheduler.bench.arena.Info;
import dev.rqscheduler.bench.load.NamedBacklog;
import dev.rqscheduler.wire.Keys;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A backlog of named schedules with a due time each, dealt with as {@link MoveRun} has jobs moved. */
final class NamedRun {

    private static final long POLL_NANOS = Duration.ofMillis(2).toNanos();
    private static final long PATIENCE_NANOS = Duration.ofMinutes(5).toNanos();

    private final BenchRedis redis;
    private final NamedBacklog schedules;
    private final Gate gate;

    NamedRun(BenchRedis redis, Gate gate) {
        this.redis = redis;
        this.schedules = new NamedBacklog(redis);
        this.gate = gate;
    }

    /**
     * @param seconds from the moment at which the lock was free until nothing was due any more
     * @param roundTrips commands that the scheduler sent
     * @param commands the same and those that its scripts called
     * @param scriptMicros how long scripts held Redis, all calls together
     * @param longestScriptMicros the longest time for which a script held Redis, 0 if none took 100
     * @param problems what went wrong; nothing, it must be hoped
     */
    record Result(
            double seconds,
            long roundTrips,
            long commands,
            long scriptMicros,
            long longestScriptMicros,
            List<String> problems) {}

    /**
     * @param before done just before the lock is free
     * @param after done just after nothing is due any more
     */
    Result run(int number, String queue, Runnable before, Runnable after) throws InterruptedException {
        gate.close();
        schedules.loadDue(number, queue);
        double until = redis.now().getEpochSecond();
        redis.resetCounters();
        before.run();
        long start = gate.open();
        while (redis.jedis().zcount(NamedBacklog.SCHEDULES, 0, until) > 0) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("schedules are still due after five minutes");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        long end = System.nanoTime();
        after.run();
        Info stats = redis.info(Info.Section.COMMANDSTATS);
        long own = stats.calls("zcount") + stats.calls("multi") + stats.calls("exec") + stats.calls("publish");
        return new Result(
                (end - start) / 1e9,
                stats.sentByScheduler(),
                stats.allCalls() - own,
                stats.micros("evalsha") + stats.micros("eval"),
                redis.longestScriptMicros(),
                schedules.problems(number, Keys.queue(queue)));
    }
}
