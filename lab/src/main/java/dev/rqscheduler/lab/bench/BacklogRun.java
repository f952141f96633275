/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.internal.wire.Keys;
import dev.rqscheduler.lab.arena.LabRedis;
import dev.rqscheduler.lab.arena.LockGate;
import dev.rqscheduler.lab.arena.Poll;
import dev.rqscheduler.lab.arena.RedisInfo;
import dev.rqscheduler.lab.arena.SchedulerChild;
import dev.rqscheduler.lab.load.JobIds;
import dev.rqscheduler.lab.load.ScheduleBacklog;
import dev.rqscheduler.lab.load.Workload;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Has a running scheduler move one backlog. Nothing else happens meanwhile but a count of what is still due every few
 * milliseconds, which takes Redis some microseconds each. The lock keeps the scheduler from moving jobs until the backlog is
 * complete.
 */
final class BacklogRun {

    private static final Duration POLL_SMALL = Duration.ofMillis(1);
    private static final Duration POLL_SCHEDULES = Duration.ofMillis(2);
    private static final Duration POLL = Duration.ofMillis(4);
    private static final int SMALL = 10_000;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final BenchContext context;
    private final LabRedis redis;
    private final LockGate gate;
    private final CpuMeter cpu;
    private final ScheduleBacklog schedules;

    /**
     * The measurements of one run.
     *
     * @param size number of jobs or schedules
     * @param seconds from the release of the lock until nothing was due
     * @param schedulerMicros processor time of the scheduler
     * @param redisMicros processor time of Redis
     * @param roundTrips commands sent by the scheduler
     * @param commands the same plus those called by its scripts
     * @param scriptMicros total time of scripts in Redis
     * @param longestScriptMicros longest time of a script in Redis, 0 if none took 100
     * @param scriptP999Micros time not exceeded by 99.9 % of script runs
     * @param problems what went wrong; empty if nothing did
     */
    record Result(
            int size,
            double seconds,
            double schedulerMicros,
            double redisMicros,
            long roundTrips,
            long commands,
            long scriptMicros,
            long longestScriptMicros,
            double scriptP999Micros,
            List<String> problems) {

        double rate() {
            return size / seconds;
        }

        /** One of these figures, divided by the size. */
        double each(double figure) {
            return figure / size;
        }

        double each(long figure) {
            return (double) figure / size;
        }

        double longestScriptMillis() {
            return longestScriptMicros / 1e3;
        }
    }

    /**
     * @param scheduler from {@link BenchContext#startForBacklogs()}
     */
    BacklogRun(BenchContext context, SchedulerChild scheduler) {
        this.context = context;
        this.redis = context.redis();
        this.gate = new LockGate(redis, scheduler);
        this.cpu = new CpuMeter(scheduler.pid(), redis.pid());
        this.schedules = new ScheduleBacklog(redis);
    }

    LockGate gate() {
        return gate;
    }

    /** Moves due jobs on an otherwise empty Redis. */
    Result jobs(Workload workload, int jobs, long seed) throws InterruptedException {
        gate.close();
        JobIds ids = load(workload, jobs, seed);
        return run(
                Keys.SCHEDULED_JOBS,
                jobs,
                jobs < SMALL ? POLL_SMALL : POLL,
                () -> MovedJobsCheck.problems(redis, workload, jobs, ids));
    }

    /** Moves due jobs in addition to what Redis has. */
    Result moreJobs(Workload workload, int jobs, long seed) throws InterruptedException {
        gate.hold();
        for (int i = 0; i < workload.queues(); i++) {
            redis.jedis().del(Keys.queue(Workload.queueName(i)));
        }
        load(workload, jobs, seed);
        return run(Keys.SCHEDULED_JOBS, jobs, POLL, List::of);
    }

    /** Runs due named schedules, each once, on an otherwise empty Redis. */
    Result schedules(int number) throws InterruptedException {
        String queue = Workload.queueName(0);
        gate.close();
        schedules.loadDue(number, queue);
        return run(
                ScheduleBacklog.SCHEDULES, number, POLL_SCHEDULES, () -> schedules.problems(number, Keys.queue(queue)));
    }

    private JobIds load(Workload workload, int jobs, long seed) {
        JobIds ids = new JobIds(seed);
        context.backlog().load(Keys.SCHEDULED_JOBS, workload, jobs, ids, seed);
        return ids;
    }

    private Result run(String schedule, int size, Duration poll, Supplier<List<String>> problems)
            throws InterruptedException {
        double until = redis.now().getEpochSecond();
        redis.resetCounters();
        cpu.start();
        long start = gate.open();
        long end = Poll.until("nothing is due", LIMIT, poll, () -> redis.jedis().zcount(schedule, 0, until) == 0);
        double schedulerMicros = cpu.schedulerMicros();
        double redisMicros = cpu.redisMicros();
        RedisInfo info = redis.info();
        long own = info.calls("zcount")
                + info.calls("multi")
                + info.calls("exec")
                + info.calls("publish")
                + info.calls("slowlog|reset")
                + info.calls("config|resetstat")
                + 1;
        return new Result(
                size,
                (end - start) / 1e9,
                schedulerMicros,
                redisMicros,
                info.sentByScheduler(),
                info.allCalls() - own,
                info.scriptMicros(),
                redis.longestScriptMicros(),
                info.latencyMicros("evalsha", "p99.9"),
                problems.get());
    }
}
