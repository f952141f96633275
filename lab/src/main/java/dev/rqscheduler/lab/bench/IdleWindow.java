/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.lab.arena.LabRedis;
import dev.rqscheduler.lab.arena.RedisInfo;
import dev.rqscheduler.lab.arena.SchedulerChild;
import dev.rqscheduler.lab.report.Results;
import java.time.Duration;

/** Measures what a scheduler without a backlog costs for some seconds. */
final class IdleWindow {

    private IdleWindow() {}

    /**
     * Adds the commands and the processor time of one window to {@code results}.
     *
     * @param prefix of the figures' names
     * @return the length of the window in seconds
     */
    static double measure(String prefix, BenchContext context, SchedulerChild scheduler, Results results)
            throws InterruptedException {
        LabRedis redis = context.redis();
        CpuMeter cpu = new CpuMeter(scheduler.pid(), redis.pid());
        redis.resetCounters();
        cpu.start();
        long start = System.nanoTime();
        Thread.sleep(Duration.ofSeconds(context.scale().idleWindowSeconds()).toMillis());
        double seconds = (System.nanoTime() - start) / 1e9;
        double percent = 100 / 1e6 / seconds;
        results.add(prefix + "cpu", "% of a core", cpu.schedulerMicros() * percent);
        results.add(prefix + "redis cpu", "% of a core", cpu.redisMicros() * percent);
        RedisInfo info = redis.info();
        long own = info.calls("slowlog|reset") + info.calls("config|resetstat");
        results.add(prefix + "sent", "1/s", info.sentByScheduler() / seconds);
        results.add(prefix + "commands", "1/s", (info.allCalls() - own) / seconds);
        return seconds;
    }
}
